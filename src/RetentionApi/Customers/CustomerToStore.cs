using RetentionApi.Domain.Customers;

namespace RetentionApi.Customers;

/// <summary>Whose each row of a person is: what came in under one customer stays theirs, so that a merge can be undone.</summary>
/// <param name="Ids">The survivor and all who were merged into them.</param>
internal sealed record PersonRows(
    IReadOnlyList<Guid> Ids,
    IReadOnlyList<(Guid CustomerId, CustomerIdentity Identity)> Identities,
    IReadOnlyList<(Guid CustomerId, ContactAddress Address)> Addresses,
    IReadOnlyList<(Guid CustomerId, string Tag)> Tags)
{
    /// <summary>Which of them a report names: who has the identity, else who holds the address.</summary>
    public Guid NamedBy(CustomerReport report)
    {
        var named = report.Identity is { } identity
            ? Identities.Where(held => held.Identity == identity).Select(held => held.CustomerId)
            : Addresses.Where(held => report.Addresses.Any(told => told.Normalized == held.Address.Normalized)).Select(held => held.CustomerId);
        return named.Append(Ids[0]).First();
    }
}

/// <summary>A customer as they are to be stored: of what they hold only the difference to before is written.</summary>
/// <param name="Before">As they are stored; null: new.</param>
/// <param name="CustomerId">Whose new addresses and tags are; of a person, whom the report names.</param>
internal sealed record CustomerToStore(CustomerProfile Profile, StoredCustomer? Before, Guid CustomerId)
{
    public static CustomerToStore New(CustomerProfile profile) => new(profile, null, profile.Id);

    public IEnumerable<CustomerIdentity> NewIdentities => Profile.Identities.Except(Before?.Profile.Identities ?? []);

    public IEnumerable<(Guid CustomerId, ContactAddress Address)> GoneAddresses =>
        Before?.Rows.Addresses.Where(held => !Profile.Addresses.Any(a => IsSame(a, held.Address))) ?? [];

    /// <summary>New ones, and known ones that are written otherwise now: these with everybody who holds them.</summary>
    public IEnumerable<(Guid CustomerId, ContactAddress Address)> ToldAddresses =>
        from address in Profile.Addresses.Except(Before?.Profile.Addresses ?? [])
        let holders = Before?.Rows.Addresses.Where(held => IsSame(held.Address, address)).Select(held => held.CustomerId).ToList() ?? []
        from holder in holders.Count > 0 ? holders : [CustomerId]
        select (holder, address);

    public IEnumerable<(Guid CustomerId, string Tag)> GoneTags => Before?.Rows.Tags.Where(held => !Profile.Tags.Contains(held.Tag)) ?? [];

    public IEnumerable<(Guid CustomerId, string Tag)> NewTags => Profile.Tags.Except(Before?.Profile.Tags ?? []).Select(tag => (CustomerId, tag));

    private static bool IsSame(ContactAddress one, ContactAddress other) => one.Channel == other.Channel && one.Normalized == other.Normalized;
}
