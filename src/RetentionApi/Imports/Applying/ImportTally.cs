namespace RetentionApi.Imports.Applying;

/// <summary>What came of an import so far; in the end its operation's result.</summary>
internal sealed record ImportTally
{
    public long Lines { get; set; }

    public long Accepted { get; set; }

    public long Refused { get; set; }

    /// <summary>By code.</summary>
    public SortedDictionary<string, long> RefusedBecause { get; init; } = new(StringComparer.Ordinal);

    /// <summary>New ones; so are products and orders.</summary>
    public long Customers { get; set; }

    public long Products { get; set; }

    public long Orders { get; set; }

    /// <summary>Of the new orders, those of nobody known.</summary>
    public long AnonymousOrders { get; set; }

    /// <summary>Known ones that the file told more of.</summary>
    public long Changed { get; set; }

    /// <summary>Known ones that the file told nothing new of.</summary>
    public long Unchanged { get; set; }

    /// <summary>New ones, and how their lines were matched to orders.</summary>
    public long CreditNotes { get; set; }

    public CreditLineTally CreditLines { get; init; } = new();
}

internal sealed record CreditLineTally
{
    public long Matched { get; set; }

    public long PartlyMatched { get; set; }

    public long Unmatched { get; set; }

    /// <summary>Without a customer: never matched.</summary>
    public long Anonymous { get; set; }
}
