using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;
using NodaTime;
using NodaTime.Text;

namespace RetentionApi.Platform.Http;

/// <summary>Writes CSV (RFC 4180, UTF-8) as every answer and file has it: numbers and dates alike in all languages, and no text that a spreadsheet would take for a formula.</summary>
/// <param name="stream">Stays open.</param>
/// <param name="isMarked">Begins with the mark by which a spreadsheet that opens a file knows UTF-8.</param>
internal sealed class CsvLines(Stream stream, bool isMarked = false) : IAsyncDisposable
{
    private readonly CsvWriter csv = new(new StreamWriter(stream, new UTF8Encoding(isMarked), leaveOpen: true), new CsvConfiguration(CultureInfo.InvariantCulture));

    public Task WriteAsync(IEnumerable<object?> fields)
    {
        foreach (var field in fields)
            csv.WriteField(TextOf(field));
        return csv.NextRecordAsync();
    }

    public Task FlushAsync() => csv.FlushAsync();

    public ValueTask DisposeAsync() => csv.DisposeAsync();

    private static string? TextOf(object? field) => field switch
    {
        null => null,
        string text => Defused(text),
        LocalDate date => LocalDatePattern.Iso.Format(date),
        Instant instant => InstantPattern.ExtendedIso.Format(instant),
        bool isSo => isSo ? "true" : "false",
        Enum word => JsonNamingPolicy.CamelCase.ConvertName(word.ToString()),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException($"A CSV field cannot be a {field.GetType().Name}."),
    };

    /// <summary>Only text: a number below zero stays one.</summary>
    private static string Defused(string text) => text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? $"'{text}" : text;
}
