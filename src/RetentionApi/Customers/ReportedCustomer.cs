using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Customers;

namespace RetentionApi.Customers;

/// <summary>Who an order or interaction came from, and whether anything of them is to be stored with it.</summary>
internal sealed record ReportedCustomer(CustomerToStore Customer, bool IsToStore)
{
    /// <param name="known">The person.</param>
    /// <param name="customerId">Which of those who are one person now was named.</param>
    public static ReportedCustomer AsKnown(StoredCustomer known, Guid customerId) => new(new CustomerToStore(known.Profile, known, customerId), false);

    /// <param name="named">Whom the report's identity or address names.</param>
    /// <param name="former">Whom the fact belonged to when it was told before.</param>
    /// <param name="occurredAt">When the fact happened: the first contact with somebody new.</param>
    /// <param name="guestAddresses">By what the fact named them when it was told without an identity.</param>
    /// <remarks>
    /// A guest's identity that arrives later attaches to the guest, unless that one has another of the same source: then they stay two. What the fact told before still stands of who
    /// is new then, so that the two hold one address and list each other as possible duplicates.
    /// </remarks>
    public static ReportedCustomer Of(
        CustomerReport report, StoredCustomer? named, StoredCustomer? former, Instant occurredAt, Instant now, IReadOnlyList<ContactAddress>? guestAddresses = null)
    {
        var known = named ?? (CanTake(former, report.Identity) ? former : null);
        if (known is null)
            return new(CustomerToStore.New(CustomerProfile.New(Ids.New(now), Whole(report, guestAddresses ?? []) with { FirstContactAt = report.FirstContactAt ?? occurredAt }, now)), true);
        var customerId = known.Rows.NamedBy(report);
        var isStale = known.Profile.IsNewerThan(report) || (report.UpdatedAt is null && !known.Profile.LearnsFrom(report));
        return isStale ? AsKnown(known, customerId) : new(new CustomerToStore(known.Profile.With(report, now), known, customerId), true);
    }

    /// <summary>Under whom the fact is stored: it keeps the customer it came in under, unless another person is named now.</summary>
    public Guid HolderOf(Guid? storedUnder) => storedUnder is { } id && Customer.Before?.Rows.Ids.Contains(id) is true ? id : Customer.CustomerId;

    private static CustomerReport Whole(CustomerReport report, IReadOnlyList<ContactAddress> toldBefore) =>
        report with { Addresses = [.. report.Addresses, .. toldBefore.Where(before => report.Addresses.All(a => a.Channel != before.Channel))] };

    private static bool CanTake(StoredCustomer? guest, CustomerIdentity? identity) =>
        guest is not null && (identity is null || guest.Profile.Identities.All(i => i.Source != identity.Source));
}
