using NodaTime;
using Npgsql;
using RetentionApi.Domain.Customers;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Erasures;

/// <summary>The statements by which names of erased persons are kept and recognised. Only hashes are: what makes them is the merchant's own key, and the database makes them itself.</summary>
internal static class Tombstones
{
    /// <summary>A statement of its own: under row-level security a look-up is by index only where the hash is known before.</summary>
    private const string Hashes = """
        SELECT k.name, sha256(m.tombstone_key || convert_to(k.name, 'UTF8')) AS hash FROM merchants m CROSS JOIN unnest($2::text[]) AS k(name) WHERE m.merchant_id = $1
        """;

    private const string Add = $"""
        INSERT INTO tombstones (merchant_id, hash, erasure_id, erased_at) SELECT $1, h.hash, $3, $4 FROM ({Hashes}) h ON CONFLICT DO NOTHING
        """;

    /// <summary>Nothing is made for a merchant whom nobody ever asked: the first in the order of the index, for without an order the planner may read all that others have.
    /// OFFSET 0 skips nothing: it keeps the planner from turning the look-up round.</summary>
    private const string Find = $"""
        WITH named AS MATERIALIZED ({Hashes} AND (SELECT t.hash FROM tombstones t WHERE t.merchant_id = $1 ORDER BY t.merchant_id, t.hash LIMIT 1) IS NOT NULL)
        SELECT n.name FROM named n CROSS JOIN LATERAL (SELECT FROM tombstones t WHERE t.merchant_id = $1 AND t.hash = n.hash OFFSET 0) t
        """;

    private const string Lift = $"""
        WITH named AS MATERIALIZED ({Hashes})
        DELETE FROM tombstones WHERE merchant_id = $1 AND erasure_id IN (
          SELECT t.erasure_id FROM named n CROSS JOIN LATERAL (SELECT t.erasure_id FROM tombstones t WHERE t.merchant_id = $1 AND t.hash = n.hash OFFSET 0) t)
        """;

    public static string NameOf(CustomerIdentity identity) => $"identity:{identity.Source}:{identity.ExternalId}";

    /// <param name="normalized">As addresses are compared.</param>
    public static string NameOf(string normalized) => $"address:{normalized}";

    /// <summary>All by which a report names somebody.</summary>
    public static string[] NamesOf(CustomerReport report) =>
        [.. report.Addresses.Where(a => a.Normalized.Length > 0).Select(a => NameOf(a.Normalized)), .. report.Identity is { } identity ? [NameOf(identity)] : Array.Empty<string>()];

    public static void AddTombstones(this NpgsqlBatch batch, Guid merchantId, string[] names, Guid erasureId, Instant now) => batch.Add(Add, merchantId, names, erasureId, now);

    /// <summary>Answers with those of the names that were erased.</summary>
    public static void AddTombstoneLookUp(this NpgsqlBatch batch, Guid merchantId, string[] names) => batch.Add(Find, merchantId, names);

    /// <summary>Of everybody who had one of these names, all names.</summary>
    public static void AddLifting(this NpgsqlBatch batch, Guid merchantId, string[] names) => batch.Add(Lift, merchantId, names);
}
