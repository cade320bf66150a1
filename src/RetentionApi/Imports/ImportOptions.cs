using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;

namespace RetentionApi.Imports;

/// <summary>From the query of a request to what is asked.</summary>
internal static class ImportOptions
{
    private static readonly Dictionary<string, ImportKind> Kinds = new()
    {
        ["customers"] = ImportKind.Customers,
        ["products"] = ImportKind.Products,
        ["orders"] = ImportKind.Orders,
        ["order-lines"] = ImportKind.OrderLines,
    };

    private static readonly Dictionary<string, ImportFormat> Formats = new() { ["csv"] = ImportFormat.Csv, ["ndjson"] = ImportFormat.Ndjson };

    public static Result<ImportRequest> Read(string? kind, string? format, bool? historical, string? mapping, string? defaults, NodaTime.Instant now)
    {
        if (!Kinds.TryGetValue(kind ?? "", out var ofKind))
            return ImportProblems.KindUnknown;
        if (!Formats.TryGetValue(format ?? "csv", out var inFormat))
            return ImportProblems.FormatUnknown;
        var columns = ImportColumns.Of(ofKind);
        var mapped = Pairs(mapping, columns, ImportProblems.MappingInvalid);
        if (!mapped.IsOk)
            return mapped.Error;
        var fills = Pairs(defaults, [.. columns, ImportColumns.Source], ImportProblems.DefaultsInvalid);
        if (!fills.IsOk)
            return fills.Error;
        if (fills.Value.TryGetValue(ImportColumns.Source, out var source) && !ExternalKey.IsSource(source))
            return ImportProblems.DefaultsInvalid("source is 1 to 32 of a-z, 0-9 and _.");
        return new ImportRequest(ofKind, inFormat, historical ?? true, mapped.Value, fills.Value, null, now);
    }

    /// <summary><c>a:x,b:y</c>; only the first colon divides, so that a value may hold one.</summary>
    private static Result<Dictionary<string, string>> Pairs(string? text, IReadOnlyList<string> names, Func<string, Error> problem)
    {
        var pairs = new Dictionary<string, string>();
        foreach (var pair in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var colon = pair.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || colon == pair.Length - 1)
                return problem($"\"{pair}\" is not of the form column:value.");
            var name = pair[..colon].Trim();
            if (!names.Contains(name))
                return problem($"There is no column {name}; there are {string.Join(", ", names)}.");
            if (!pairs.TryAdd(name, pair[(colon + 1)..].Trim()))
                return problem($"The column {name} is named twice.");
        }

        return pairs;
    }
}
