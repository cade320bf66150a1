using Microsoft.EntityFrameworkCore;
using NodaTime;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Persistence;
using static RetentionApi.Platform.Persistence.SqlArrays;

namespace RetentionApi.CustomerPages;

/// <summary>A link that was found, and whom its page speaks to.</summary>
/// <param name="CustomerId">After a merge the survivor.</param>
/// <param name="Language">The customer's; null: they never said.</param>
internal sealed record OpenLink(
    Guid Id, Guid MerchantId, Guid CustomerId, LinkPurpose Purpose, Guid SubjectId, Instant ExpiresAt, Instant? UsedAt, string? Language, string MerchantName, DateTimeZone Zone,
    bool IsRestricted)
{
    public bool IsUsed => UsedAt is not null;
}

/// <summary>Stores links, finds them by their secret, and sees that each is used once.</summary>
internal sealed class CustomerLinks(MerchantDatabases databases)
{
    /// <summary>An unknown merchant costs the same look-up as a wrong secret, and finds as little.</summary>
    private const string ByHash = """
        SELECT l.id, CASE WHEN a.person_id IS NULL THEN l.customer_id ELSE a.person_id END, l.purpose, l.subject_id, l.expires_at, l.used_at, c.language, m.name, m.time_zone,
          EXISTS (SELECT 1 FROM customers r WHERE r.merchant_id = $1 AND r.restricted_at IS NOT NULL AND r.id = ANY(
            ARRAY[c.id] || ARRAY(SELECT o.customer_id FROM customer_aliases o WHERE o.merchant_id = $1 AND o.person_id = c.id)))
        FROM customer_links l JOIN merchants m ON m.merchant_id = $1
        LEFT JOIN customer_aliases a ON a.merchant_id = $1 AND a.customer_id = l.customer_id
        JOIN customers c ON c.merchant_id = $1 AND c.id = CASE WHEN a.person_id IS NULL THEN l.customer_id ELSE a.person_id END
        WHERE l.merchant_id = $1 AND l.hash = $2
        """;

    private const string Store = """
        INSERT INTO customer_links (merchant_id, id, customer_id, hash, purpose, subject_id, created_at, expires_at)
        SELECT $1, l.id, l.customer_id, l.hash, l.purpose, l.subject_id, l.created_at, l.expires_at
        FROM unnest($2::uuid[], $3::uuid[], $4::bytea[], $5::text[], $6::uuid[], $7::timestamptz[], $8::timestamptz[])
          AS l(id, customer_id, hash, purpose, subject_id, created_at, expires_at)
        """;

    /// <summary>Null: there is no such link.</summary>
    public async Task<OpenLink?> FindAsync(CustomerLink link, CancellationToken cancellationToken)
    {
        await using var batch = databases.Scope(link.MerchantId).Batch();
        batch.Add(ByHash, link.MerchantId, link.Hash);
        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new OpenLink(row.GetGuid(0), link.MerchantId, row.GetGuid(1), EnumWords.Parse<LinkPurpose>(row.GetString(2)), row.GetGuid(3), row.GetFieldValue<Instant>(4),
                row.ValueOrNull<Instant>(5), row.TextOrNull(6), row.GetString(7), DateTimeZoneProviders.Tzdb[row.GetString(8)], row.GetBoolean(9))
            : null;
    }

    /// <summary>In the transaction under way: of two submissions at once the second waits here for the first, and then finds the link used.</summary>
    public static async Task<Error?> UseAsync(RetentionDbContext db, Guid linkId, Instant now, CancellationToken cancellationToken)
    {
        var used = await db.Set<CustomerLinkRow>().Where(l => l.Id == linkId && l.UsedAt == null && l.ExpiresAt > now)
            .ExecuteUpdateAsync(change => change.SetProperty(l => l.UsedAt, now), cancellationToken);
        return used == 1 ? null : LinkProblems.AlreadyUsed;
    }

    public static void Add(NpgsqlBatch batch, Guid merchantId, IReadOnlyList<CustomerLinkRow> links)
    {
        if (links.Count > 0)
            batch.Add(Store, merchantId, All(links, l => l.Id), All(links, l => l.CustomerId), All(links, l => l.Hash), All(links, l => l.Purpose.Word()), All(links, l => l.SubjectId),
                All(links, l => l.CreatedAt), All(links, l => l.ExpiresAt));
    }
}
