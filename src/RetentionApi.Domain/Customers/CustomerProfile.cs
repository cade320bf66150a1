using NodaTime;
using RetentionApi.Domain.FollowUps;

namespace RetentionApi.Domain.Customers;

/// <summary>Under what name a source knows a customer.</summary>
/// <param name="Source"><c>[a-z0-9_]{1,32}</c>: shopify, woocommerce, pos …</param>
/// <param name="ExternalId">The source's own id, at most 255 bytes; always text.</param>
public sealed record CustomerIdentity(string Source, string ExternalId);

/// <param name="Channel">email, sms, phone, …</param>
/// <param name="Address">As it was told.</param>
/// <param name="Normalized">As it is compared: email in lower case, phone in E.164.</param>
public sealed record ContactAddress(ContactChannel Channel, string Address, string Normalized);

/// <summary>What a source says of a customer. Null: nothing was said, what is known stays. Empty text: cleared.</summary>
public sealed record CustomerReport
{
    public CustomerIdentity? Identity { get; init; }

    public string? Name { get; init; }

    public string? Language { get; init; }

    public string? TimeZone { get; init; }

    public string? Country { get; init; }

    public IReadOnlyList<ContactAddress> Addresses { get; init; } = [];

    public IReadOnlyList<string>? Tags { get; init; }

    public IReadOnlyDictionary<string, string>? Attributes { get; init; }

    public Instant? FirstContactAt { get; init; }

    /// <summary>The source's own clock; null: it has none, then every report is newer than the last.</summary>
    public Instant? UpdatedAt { get; init; }

    /// <summary>With neither identity nor address nobody is meant.</summary>
    public bool NamesSomebody => Identity is not null || Addresses.Any(a => a.Address.Length > 0);
}

/// <summary>A person known to a merchant, whether or not they ever bought.</summary>
public sealed record CustomerProfile
{
    public required Guid Id { get; init; }

    public string? Name { get; init; }

    public string? Language { get; init; }

    public string? TimeZone { get; init; }

    public string? Country { get; init; }

    public Guid? OwnerId { get; init; }

    public IReadOnlyList<CustomerIdentity> Identities { get; init; } = [];

    public IReadOnlyList<ContactAddress> Addresses { get; init; } = [];

    public IReadOnlyList<string> Tags { get; init; } = [];

    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Preferences { get; init; } = new Dictionary<string, string>();

    public CommunicationStyle? CommunicationStyle { get; init; }

    public required Instant FirstContactAt { get; init; }

    public Instant? SourceUpdatedAt { get; init; }

    /// <summary>Start of the historical import that brought the customer.</summary>
    public Instant? ImportedAt { get; init; }

    public required int Version { get; init; }

    public required Instant CreatedAt { get; init; }

    public required Instant UpdatedAt { get; init; }

    /// <summary>The first a merchant hears of a customer.</summary>
    public static CustomerProfile New(Guid id, CustomerReport report, Instant now, Instant? importedAt = null) =>
        new CustomerProfile { Id = id, FirstContactAt = report.FirstContactAt ?? now, ImportedAt = importedAt, Version = 0, CreatedAt = now, UpdatedAt = now }
            .With(report, now);

    /// <summary>Whether a report tells nothing newer than what is known, by the source's own clock.</summary>
    public bool IsNewerThan(CustomerReport report) => SourceUpdatedAt is { } known && report.UpdatedAt is { } told && told <= known;

    /// <summary>Whether a report tells anything that is not known; when it was told does not count.</summary>
    public bool LearnsFrom(CustomerReport report)
    {
        var after = With(report, UpdatedAt);
        return after.Name != Name || after.Language != Language || after.TimeZone != TimeZone || after.Country != Country || after.FirstContactAt != FirstContactAt
            || !after.Identities.SequenceEqual(Identities) || !after.Addresses.ToHashSet().SetEquals(Addresses) || !after.Tags.SequenceEqual(Tags)
            || !after.Attributes.OrderBy(a => a.Key, StringComparer.Ordinal).SequenceEqual(Attributes.OrderBy(a => a.Key, StringComparer.Ordinal));
    }

    /// <summary>What is known after a report.</summary>
    public CustomerProfile With(CustomerReport report, Instant now) => this with
    {
        Name = Told(report.Name, Name),
        Language = Told(report.Language, Language),
        TimeZone = Told(report.TimeZone, TimeZone),
        Country = Told(report.Country, Country),
        Identities = report.Identity is { } identity && !Identities.Contains(identity) ? [.. Identities, identity] : Identities,
        Addresses = [.. Addresses.Where(a => !IsCleared(a, report)).Union(report.Addresses.Where(a => a.Address.Length > 0))],
        Tags = report.Tags is { } tags ? [.. tags.Distinct().Order(StringComparer.Ordinal)] : Tags,
        Attributes = report.Attributes is { } told ? Merged(told) : Attributes,
        FirstContactAt = report.FirstContactAt is { } first ? Instant.Min(first, FirstContactAt) : FirstContactAt,
        SourceUpdatedAt = report.UpdatedAt ?? SourceUpdatedAt,
        UpdatedAt = now,
        Version = Version + 1,
    };

    private static string? Told(string? told, string? known) => told is null ? known : told.Length == 0 ? null : told;

    /// <summary>An empty address clears its channel; one that is told again under the same comparison replaces how it is written.</summary>
    private static bool IsCleared(ContactAddress known, CustomerReport report) =>
        report.Addresses.Any(told => told.Channel == known.Channel && (told.Address.Length == 0 || told.Normalized == known.Normalized));

    private Dictionary<string, string> Merged(IReadOnlyDictionary<string, string> told)
    {
        var merged = new Dictionary<string, string>(Attributes);
        foreach (var (name, value) in told)
            if (value.Length == 0)
                merged.Remove(name);
            else
                merged[name] = value;
        return merged;
    }
}
