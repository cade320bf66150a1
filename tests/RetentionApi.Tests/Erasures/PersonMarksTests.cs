using RetentionApi.Erasures;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Erasures;

/// <summary>By what somebody is found where no key leads to them, asked of the database that searches.</summary>
public sealed class PersonMarksTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData("Ann Li", "Call Ann Li today", "Call … today")]
    [InlineData("Ann Li", "call ANN LI", "call …")]
    [InlineData("Ann Li", "Joann Lipton", "Joann Lipton")]
    [InlineData("王芳", "王芳要龙井", "…要龙井")]
    [InlineData("a+b@example.com", "to a+b@example.com.", "to ….")]
    [InlineData("Ann O'Hara", "Dear Ann O&#39;Hara", "Dear …")]
    [InlineData("Li", "Li likes Lipton", "Li likes Lipton")]
    [InlineData("芳", "芳香", "芳香")]
    public async Task A_text_is_struck_out_where_it_speaks_of_them(string word, string text, string expected)
    {
        var marks = PersonMarks.Of(new ErasureRow { Words = [word] });

        (await StruckAsync(text, marks.Words)).Should().Be(expected);
    }

    [Theory]
    [InlineData("c1,x", true)]
    [InlineData("x,\"c1\"", true)]
    [InlineData("c12,x", false)]
    public async Task A_storefronts_name_for_them_stands_by_itself(string line, bool isFound)
    {
        var marks = PersonMarks.Of(new ErasureRow { ExternalIds = ["c1"] });

        (await StruckAsync(line, marks.Names) != line).Should().Be(isFound);
    }

    [Fact]
    public void What_has_a_meaning_in_a_pattern_is_taken_as_it_is() =>
        PersonMarks.Of(new ErasureRow { Words = [@"50%_off\now"] }).Patterns.Should().Contain(@"%50\%\_off\\now%");

    private async Task<string> StruckAsync(string text, string pattern) =>
        (string)(await database.QueryAsync($"SELECT regexp_replace('{text.Replace("'", "''", StringComparison.Ordinal)}', '{pattern.Replace("'", "''", StringComparison.Ordinal)}', '…', 'gi')")).Single()[0]!;
}
