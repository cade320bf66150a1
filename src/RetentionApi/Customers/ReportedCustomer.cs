using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Customers;

namespace RetentionApi.Customers;

/// <summary>Who an order or interaction came from, and whether anything of them is to be stored with it.</summary>
internal sealed record ReportedCustomer(CustomerProfile Profile, bool IsToStore, IReadOnlyList<(Guid CustomerId, CustomerIdentity Identity)> NewIdentities)
{
    public static ReportedCustomer AsKnown(StoredCustomer known) => new(known.Profile, false, []);

    /// <param name="named">Whom the report's identity or address names.</param>
    /// <param name="former">Whom the fact belonged to when it was told before.</param>
    /// <param name="occurredAt">When the fact happened: the first contact with somebody new.</param>
    /// <remarks>A guest's identity that arrives later attaches to the guest, unless that one has another of the same source: then they stay two.</remarks>
    public static ReportedCustomer Of(CustomerReport report, StoredCustomer? named, StoredCustomer? former, Instant occurredAt, Instant now)
    {
        var known = named ?? (CanTake(former, report.Identity) ? former : null);
        if (known is null)
            return Stored(CustomerProfile.New(Ids.New(now), report with { FirstContactAt = report.FirstContactAt ?? occurredAt }, now), null);
        var isStale = known.Profile.IsNewerThan(report) || (report.UpdatedAt is null && !TellsMore(report, known.Profile));
        return isStale ? AsKnown(known) : Stored(known.Profile.With(report, now), known.Profile);
    }

    private static ReportedCustomer Stored(CustomerProfile profile, CustomerProfile? known) => new(profile, true, CustomerReports.NewIdentities(profile, known));

    private static bool CanTake(StoredCustomer? guest, CustomerIdentity? identity) =>
        guest is not null && (identity is null || guest.Profile.Identities.All(i => i.Source != identity.Source));

    /// <summary>A fact repeats what is known of its customer; only what differs is worth a write.</summary>
    private static bool TellsMore(CustomerReport report, CustomerProfile known)
    {
        var after = known.With(report, known.UpdatedAt);
        return after.Name != known.Name || after.Language != known.Language || after.TimeZone != known.TimeZone || after.Country != known.Country
            || after.FirstContactAt != known.FirstContactAt || !after.Identities.SequenceEqual(known.Identities) || !after.Addresses.ToHashSet().SetEquals(known.Addresses)
            || !after.Tags.SequenceEqual(known.Tags) || !after.Attributes.OrderBy(a => a.Key).SequenceEqual(known.Attributes.OrderBy(a => a.Key));
    }
}
