using System.Text.Json;
using NodaTime;
using Npgsql;
using RetentionApi.Domain.Customers;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Persistence;

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

    private const string WhatWasStored = "SELECT id FROM made UNION ALL SELECT id FROM changed";

    private const string MustStoreAll = "SELECT must_store(((SELECT count(*) FROM made) + (SELECT count(*) FROM changed)) / $16)";

    /// <summary>Addresses and tags as they are now: what is no longer there goes. A new customer's address is known as long as they are, any other from now on.</summary>
    private const string StoreAddresses = """
        WITH fact AS (SELECT * FROM unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::timestamptz[]) AS f(customer_id, channel, normalized, address, known_since)),
        gone AS (
          DELETE FROM contact_points p WHERE p.merchant_id = $1 AND p.customer_id = ANY($2)
            AND NOT EXISTS (SELECT 1 FROM fact f WHERE f.customer_id = p.customer_id AND f.channel = p.channel AND f.normalized = p.normalized))
        INSERT INTO contact_points (merchant_id, customer_id, channel, normalized, address, known_since)
        SELECT $1, customer_id, channel, normalized, address, known_since FROM fact
        ON CONFLICT (merchant_id, customer_id, channel, normalized) DO UPDATE SET address = excluded.address WHERE contact_points.address <> excluded.address
        """;

    private const string StoreTags = """
        WITH fact AS (SELECT * FROM unnest($3::uuid[], $4::text[]) AS f(customer_id, tag)),
        gone AS (
          DELETE FROM customer_tags t WHERE t.merchant_id = $1 AND t.customer_id = ANY($2)
            AND NOT EXISTS (SELECT 1 FROM fact f WHERE f.customer_id = t.customer_id AND f.tag = t.tag))
        INSERT INTO customer_tags (merchant_id, tag, customer_id) SELECT $1, tag, customer_id FROM fact ON CONFLICT DO NOTHING
        """;

    /// <param name="batch">Of a transaction that acts as the merchant.</param>
    /// <param name="customers">As they are to be; version 1 is new, any other replaces the version before.</param>
    /// <param name="newIdentities">Those among their identities that are not stored yet.</param>
    /// <param name="mustStore">Raise where a twin was faster with any of them.</param>
    public static void AddCustomers(
        this NpgsqlBatch batch, Guid merchantId, IReadOnlyList<CustomerProfile> customers,
        IReadOnlyList<(Guid CustomerId, CustomerIdentity Identity)> newIdentities, Instant now, bool mustStore)
    {
        var ids = customers.Select(c => c.Id).ToArray();
        var command = batch.Add(
            Store + (mustStore ? MustStoreAll : WhatWasStored),
            merchantId, ids, Texts(customers, c => c.Name), Texts(customers, c => c.Language), Texts(customers, c => c.TimeZone), Texts(customers, c => c.Country),
            Texts(customers, c => JsonSerializer.Serialize(c.Attributes, JsonDefaults.Options)), customers.Select(c => c.FirstContactAt).ToArray(),
            customers.Select(c => c.SourceUpdatedAt).ToArray(), customers.Select(c => c.ImportedAt).ToArray(), customers.Select(c => c.Version).ToArray(),
            newIdentities.Select(i => i.CustomerId).ToArray(), newIdentities.Select(i => i.Identity.Source).ToArray(),
            newIdentities.Select(i => i.Identity.ExternalId).ToArray(), now);
        if (mustStore)
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = customers.Count });

        var known = customers.Where(c => c.Version > 1).Select(c => c.Id).ToArray();
        var addresses = customers.SelectMany(c => c.Addresses.Select(a => (c.Id, Address: a, KnownSince: c.Version == 1 ? c.FirstContactAt : now))).ToList();
        if (addresses.Count + known.Length > 0)
            batch.Add(StoreAddresses, merchantId, known, addresses.Select(a => a.Id).ToArray(), addresses.Select(a => a.Address.Channel.Word()).ToArray(),
                addresses.Select(a => a.Address.Normalized).ToArray(), addresses.Select(a => a.Address.Address).ToArray(), addresses.Select(a => a.KnownSince).ToArray());
        var tags = customers.SelectMany(c => c.Tags.Select(t => (c.Id, Tag: t))).ToList();
        if (tags.Count + known.Length > 0)
            batch.Add(StoreTags, merchantId, known, tags.Select(t => t.Id).ToArray(), tags.Select(t => t.Tag).ToArray());
    }

    private static string?[] Texts(IEnumerable<CustomerProfile> customers, Func<CustomerProfile, string?> value) => [.. customers.Select(value)];
}
