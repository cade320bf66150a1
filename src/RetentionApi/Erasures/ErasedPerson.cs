using Microsoft.EntityFrameworkCore;
using RetentionApi.Customers;
using RetentionApi.Domain.Customers;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Erasures;

/// <summary>By what somebody who is about to be erased is known.</summary>
/// <param name="Names">Those that are theirs alone: one that another customer has too, or the merchant's own texts, speaks of nobody in particular, and must not take others' data with it.</param>
/// <param name="Addresses">Those that are theirs alone.</param>
/// <param name="ExternalIds">How storefronts call them.</param>
/// <param name="Tombstones">What is not to bring them back: every identity, and every address that is theirs alone.</param>
internal sealed record ErasedPerson(string[] Names, string[] Addresses, string[] ExternalIds, string[] Tombstones)
{
    /// <summary>What speaks of them wherever it stands.</summary>
    public string[] Words => [.. Names.Where(PersonMarks.IsDistinctive), .. Addresses];

    public static async Task<ErasedPerson> ReadAsync(RetentionDbContext db, Guid[] ids, CancellationToken cancellationToken)
    {
        var identities = await db.Set<CustomerIdentityRow>().AsNoTracking().Where(i => ids.Contains(i.CustomerId)).ToListAsync(cancellationToken);
        var points = await db.Set<ContactPointRow>().AsNoTracking().Where(p => ids.Contains(p.CustomerId)).ToListAsync(cancellationToken);
        var names = await db.Set<CustomerRow>().Where(c => ids.Contains(c.Id) && c.Name != null).Select(c => new { Name = c.Name!, c.NameSearch }).ToListAsync(cancellationToken);

        var (addresses, searched) = (points.Select(p => p.Normalized).ToArray(), names.Select(n => n.NameSearch).ToArray());
        var othersAddresses = await db.Set<ContactPointRow>().Where(p => addresses.Contains(p.Normalized) && !ids.Contains(p.CustomerId)).Select(p => p.Normalized).ToListAsync(cancellationToken);
        var othersNames = await db.Set<CustomerRow>().Where(c => searched.Contains(c.NameSearch) && !ids.Contains(c.Id)).Select(c => c.NameSearch).Distinct().ToListAsync(cancellationToken);
        points.RemoveAll(p => othersAddresses.Contains(p.Normalized));
        names.RemoveAll(n => othersNames.Contains(n.NameSearch));
        var ownWords = await OwnWords.AmongAsync(db, [.. names.Select(n => n.Name)], cancellationToken);
        return new ErasedPerson(
            [.. names.Select(n => n.Name).Except(ownWords)],
            [.. points.SelectMany(p => new[] { p.Address, p.Normalized }).Distinct()],
            [.. identities.Select(i => i.ExternalId).Distinct()],
            [.. identities.Select(i => Erasures.Tombstones.NameOf(new CustomerIdentity(i.Source, i.ExternalId))), .. points.Select(p => Erasures.Tombstones.NameOf(p.Normalized)).Distinct()]);
    }
}
