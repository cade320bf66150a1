using NodaTime;

namespace RetentionApi.Imports;

internal enum ImportKind
{
    Customers,
    Products,
    Orders,
    OrderLines,
}

internal enum ImportFormat
{
    Csv,
    Ndjson,
}

/// <summary>What a caller asked to be imported; kept as the operation's request.</summary>
/// <param name="IsHistorical">The past owes nothing: only steps due after <paramref name="StartedAt"/> are owed.</param>
/// <param name="Mapping">From our column to the file's.</param>
/// <param name="Defaults">By our column: what a line lacks; also the <c>source</c> of all that is made.</param>
/// <param name="Header">The file's columns in their order; null where each line names its own.</param>
/// <param name="Lines">How many were staged.</param>
internal sealed record ImportRequest(
    ImportKind Kind,
    ImportFormat Format,
    bool IsHistorical,
    IReadOnlyDictionary<string, string> Mapping,
    IReadOnlyDictionary<string, string> Defaults,
    IReadOnlyList<string>? Header,
    Instant StartedAt,
    long Lines = 0)
{
    private const string WithoutName = "import";

    /// <summary>Under what name identities, orders and credit notes of the file are known.</summary>
    public string Source => Defaults.GetValueOrDefault(ImportColumns.Source, WithoutName);

    /// <summary>Stamped on what the import makes.</summary>
    public Instant? ImportedAt => IsHistorical ? StartedAt : null;
}
