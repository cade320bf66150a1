using System.Text;
using NodaTime;
using RetentionApi.Domain.Relationships;
using RetentionApi.Reports;

namespace RetentionApi.Tests.Reports;

public sealed class CsvLinesTests
{
    [Fact]
    public async Task Fields_are_written_alike_in_all_languages_and_quoted_where_they_must_be() =>
        (await WrittenAsync("王芳", 1234.5m, -3, null, new LocalDate(2026, 3, 1), Level.Basic, true, "a,b", "say \"x\"", "two\nlines"))
            .Should().Be("王芳,1234.5,-3,,2026-03-01,basic,true,\"a,b\",\"say \"\"x\"\"\",\"two\nlines\"\r\n");

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+86", "'+86")]
    [InlineData("-x", "'-x")]
    [InlineData("@cmd", "'@cmd")]
    [InlineData("a=b", "a=b")]
    public async Task No_text_is_taken_for_a_formula(string text, string written) => (await WrittenAsync(text)).Should().Be($"{written}\r\n");

    private static async Task<string> WrittenAsync(params object?[] fields) =>
        Encoding.UTF8.GetString(await new ReportTable([.. fields.Select((_, i) => $"c{i}")], [fields]).ToCsvAsync()).Split("\r\n", 2)[1];
}
