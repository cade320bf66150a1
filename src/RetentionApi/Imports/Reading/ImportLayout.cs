using System.Text.Json;
using RetentionApi.Domain.Common;

namespace RetentionApi.Imports.Reading;

/// <summary>Where the columns of a kind stand in a file.</summary>
internal sealed class ImportLayout
{
    private const char Apostrophe = '\'';

    private static readonly Error Unkept = Error.Refused(ImportProblems.Malformed, "The line is not JSON, or holds a text that cannot be kept (U+0000, half a character).");

    private readonly ImportRequest request;

    private readonly string[] names;

    private readonly string?[] defaults;

    private readonly bool[] areIds;

    /// <summary>By column, the place in the header; -1: not in the file.</summary>
    private readonly int[] places;

    public ImportLayout(ImportRequest request)
    {
        this.request = request;
        var columns = ImportColumns.Of(request.Kind);
        names = [.. columns.Select(c => request.Mapping.GetValueOrDefault(c, c))];
        defaults = [.. columns.Select(c => request.Defaults.GetValueOrDefault(c))];
        areIds = [.. columns.Select(ImportColumns.Ids.Contains)];
        var header = (request.Header ?? []).ToList();
        places = [.. names.Select(name => header.FindIndex(h => h.Equals(name, StringComparison.OrdinalIgnoreCase)))];
    }

    /// <summary>Null where the header has all that is needed.</summary>
    public Error? Problem
    {
        get
        {
            if (request.Header is null)
                return null;
            var columns = ImportColumns.Of(request.Kind);
            var missing = Enumerable.Range(0, names.Length).Where(c => places[c] < 0
                && (request.Mapping.ContainsKey(columns[c]) || (defaults[c] is null && ImportColumns.NeededBy(request.Kind).Contains(columns[c])))).ToList();
            return missing.Count == 0 ? null : ImportProblems.ColumnMissing(columns[missing[0]], request.Mapping.GetValueOrDefault(columns[missing[0]]));
        }
    }

    /// <summary>The value of each column of the kind, with defaults; null where a line does not tell. An error's detail says why it cannot be read.</summary>
    public Result<string?[]> Read(ReadOnlySpan<byte> record)
    {
        var told = request.Format == ImportFormat.Csv ? OfCsv(record) : OfJson(record);
        if (!told.IsOk)
            return told;
        for (var column = 0; column < names.Length; column++)
            told.Value[column] = Clean(told.Value[column], areIds[column]) ?? defaults[column];
        return told;
    }

    /// <summary>By what a record is grouped with others; empty where it is not, or cannot be read.</summary>
    public string KeyOf(ReadOnlySpan<byte> record)
    {
        if (ImportColumns.GroupedBy(request.Kind) is not { } column)
            return "";
        if (request.Format == ImportFormat.Ndjson)
            return Read(record) is { IsOk: true, Value: var values } ? values[column] ?? "" : "";
        var fields = new CsvFields(record);
        for (var place = 0; fields.MoveNext(); place++)
            if (place == places[column])
                return Clean(fields.Current, areIds[column]) ?? defaults[column] ?? "";
        return defaults[column] ?? "";
    }

    private Result<string?[]> OfCsv(ReadOnlySpan<byte> record)
    {
        var values = new string?[names.Length];
        var fields = new CsvFields(record);
        var count = 0;
        for (; fields.MoveNext(); count++)
            if (Array.IndexOf(places, count) is >= 0 and var column)
                values[column] = fields.Current;
        return count == request.Header!.Count
            ? values
            : Error.Refused(ImportProblems.Malformed, $"The line has {count} fields, the header {request.Header.Count}.");
    }

    private Result<string?[]> OfJson(ReadOnlySpan<byte> record)
    {
        var values = new string?[names.Length];
        try
        {
            var reader = new Utf8JsonReader(record);
            using var document = JsonDocument.ParseValue(ref reader);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return Error.Refused(ImportProblems.Malformed, "The line is not a JSON object.");
            for (var column = 0; column < names.Length; column++)
                values[column] = document.RootElement.TryGetProperty(names[column], out var value) ? TextOf(value) : null;
            return Array.Exists(values, value => value?.Contains('\0', StringComparison.Ordinal) is true) ? Unkept : values;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return Unkept;
        }
    }

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Array => string.Join(';', value.EnumerateArray().Select(TextOf)),
        _ => value.ToString(),
    };

    /// <summary>Without blanks around it, and an id without the apostrophe by which spreadsheets keep it from being a number. Empty is absent.</summary>
    private static string? Clean(string? text, bool isId)
    {
        var clean = text.AsSpan().Trim();
        clean = isId ? clean.TrimStart(Apostrophe) : clean;
        return clean.Length == text?.Length ? text.Length == 0 ? null : text : clean.Length == 0 ? null : clean.ToString();
    }
}
