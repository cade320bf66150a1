using System.Text.Json;
using NodaTime;
using Npgsql;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Persistence;
using static RetentionApi.Platform.Persistence.SqlArrays;

namespace RetentionApi.Customers;

/// <summary>The statements by which reported customers are stored; endpoint, order report and import share them. Arrays in, one statement each.</summary>
internal static class CustomerWrites
{
    /// <summary>New customers, and known ones guarded by the version they were read at. $1 merchant, $15 now; a profile of version 1 is new.
    /// An identity that a twin was faster with leaves its customer out: <c>must_store</c> tells the caller.</summary>
    private const string Store = """
        WITH fact AS MATERIALIZED (
          SELECT * FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::jsonb[], $8::timestamptz[], $9::timestamptz[], $10::timestamptz[], $11::int[])
            AS f(id, name, language, time_zone, country, attributes, first_contact_at, source_updated_at, imported_at, version)),
        told AS (SELECT * FROM unnest($12::uuid[], $13::text[], $14::text[]) AS t(customer_id, source, external_id)),
        named AS (
          INSERT INTO customer_identities (merchant_id, source, external_id, customer_id)
          SELECT $1, source, external_id, customer_id FROM told ON CONFLICT DO NOTHING RETURNING customer_id),
        mine AS MATERIALIZED (
          SELECT f.* FROM fact f
          WHERE f.id NOT IN (SELECT customer_id FROM told) OR f.id IN (SELECT customer_id FROM named)),
        made AS (
          INSERT INTO customers (merchant_id, id, name, language, time_zone, country, attributes, preferences, first_contact_at, source_updated_at, imported_at, version, created_at, updated_at)
          SELECT $1, id, name, language, time_zone, country, attributes, '{}', first_contact_at, source_updated_at, imported_at, version, $15, $15 FROM mine WHERE version = 1
          RETURNING id, first_contact_at),
        changed AS (
          UPDATE customers c SET name = f.name, language = f.language, time_zone = f.time_zone, country = f.country, attributes = f.attributes,
            first_contact_at = f.first_contact_at, source_updated_at = f.source_updated_at, version = f.version, updated_at = $15
          FROM mine f WHERE f.version > 1 AND c.merchant_id = $1 AND c.id = f.id AND c.version = f.version - 1
          RETURNING c.id, c.first_contact_at),
        standing AS (
          INSERT INTO customer_standings (merchant_id, customer_id, level, earned_level, level_since, trust_at, cognitive_positive, cognitive_negative, cognitive_breach,
            affective_positive, affective_negative, affective_breach, behavioural_positive, behavioural_negative, behavioural_breach, trust_stage, order_days, spend, spend_orders, touched_at)
          SELECT $1, id, 1, 1, first_contact_at, $15, 0, 0, 0, 0, 0, 0, 0, 0, 0, 'contact', 0, 0, 0, $15 FROM made),
        entry AS (
          INSERT INTO timeline_entries (merchant_id, customer_id, occurred_at, id, kind, subject_id, summary)
          SELECT $1, id, first_contact_at, id, 'firstContact', id, 'first contact' FROM made)

        """;

    private const string MustStoreAll = "SELECT must_store(((SELECT count(*) FROM made) + (SELECT count(*) FROM changed)) / $16)";

    /// <summary>What is gone, and what is new or written otherwise; all else stays untouched, with whomever it came.
    /// A new customer's address is known as long as they are, any other from now on.</summary>
    private const string StoreAddresses = """
        WITH gone AS (
          DELETE FROM contact_points p USING unnest($2::uuid[], $3::text[], $4::text[]) AS g(customer_id, channel, normalized)
          WHERE p.merchant_id = $1 AND p.customer_id = g.customer_id AND p.channel = g.channel AND p.normalized = g.normalized)
        INSERT INTO contact_points (merchant_id, customer_id, channel, normalized, address, known_since)
        SELECT $1, customer_id, channel, normalized, address, known_since
        FROM unnest($5::uuid[], $6::text[], $7::text[], $8::text[], $9::timestamptz[]) AS f(customer_id, channel, normalized, address, known_since)
        ON CONFLICT (merchant_id, customer_id, channel, normalized) DO UPDATE SET address = excluded.address
        """;

    private const string StoreTags = """
        WITH gone AS (
          DELETE FROM customer_tags t USING unnest($2::uuid[], $3::text[]) AS g(customer_id, tag) WHERE t.merchant_id = $1 AND t.customer_id = g.customer_id AND t.tag = g.tag)
        INSERT INTO customer_tags (merchant_id, tag, customer_id) SELECT $1, tag, customer_id FROM unnest($4::uuid[], $5::text[]) AS f(customer_id, tag) ON CONFLICT DO NOTHING
        """;

    /// <summary>Raises where a twin was faster with any of them.</summary>
    /// <param name="batch">Of a transaction that acts as the merchant.</param>
    /// <param name="customers">As they are to be; version 1 is new, any other replaces the version before.</param>
    public static void AddCustomers(this NpgsqlBatch batch, Guid merchantId, IReadOnlyList<CustomerToStore> customers, Instant now)
    {
        var profiles = customers.Select(c => c.Profile).ToList();
        var identities = customers.SelectMany(c => c.NewIdentities.Select(identity => (c.Profile.Id, Identity: identity))).ToList();
        batch.Add(
            Store + MustStoreAll,
            merchantId, All(profiles, c => c.Id), All(profiles, c => c.Name), All(profiles, c => c.Language), All(profiles, c => c.TimeZone), All(profiles, c => c.Country),
            All(profiles, c => JsonSerializer.Serialize(c.Attributes, JsonDefaults.Options)), All(profiles, c => c.FirstContactAt), All(profiles, c => c.SourceUpdatedAt),
            All(profiles, c => c.ImportedAt), All(profiles, c => c.Version), All(identities, i => i.Id), All(identities, i => i.Identity.Source),
            All(identities, i => i.Identity.ExternalId), now, customers.Count);

        var gone = customers.SelectMany(c => c.GoneAddresses).ToList();
        var told = customers.SelectMany(c => c.ToldAddresses.Select(a => (a.CustomerId, a.Address, KnownSince: c.Profile.Version == 1 ? c.Profile.FirstContactAt : now))).ToList();
        if (gone.Count + told.Count > 0)
            batch.Add(
                StoreAddresses, merchantId,
                All(gone, a => a.CustomerId), All(gone, a => a.Address.Channel.Word()), All(gone, a => a.Address.Normalized),
                All(told, a => a.CustomerId), All(told, a => a.Address.Channel.Word()), All(told, a => a.Address.Normalized), All(told, a => a.Address.Address), All(told, a => a.KnownSince));
        var (goneTags, newTags) = (customers.SelectMany(c => c.GoneTags).ToList(), customers.SelectMany(c => c.NewTags).ToList());
        if (goneTags.Count + newTags.Count > 0)
            batch.Add(StoreTags, merchantId, All(goneTags, t => t.CustomerId), All(goneTags, t => t.Tag), All(newTags, t => t.CustomerId), All(newTags, t => t.Tag));
    }
}
