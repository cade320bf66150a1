using System.Text.Json;
using NodaTime;
using Npgsql;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Customers;

/// <summary>A profile as it is stored, with what its holder allows.</summary>
internal sealed record StoredCustomer(CustomerProfile Profile, bool IsRestricted, bool HasObjectedToProfiling, bool HasObjectedToMarketing, PersonRows Rows);

/// <summary>The hand-written reads of a customer; all go by the survivor of a merge.</summary>
internal static class CustomerReads
{
    /// <summary>The person behind an id or identity: $1 merchant, $2 id, $3 source, $4 external id.</summary>
    public const string Person = """
        SELECT COALESCE(a.person_id, k.customer_id) AS person_id FROM
          (SELECT $2::uuid AS customer_id WHERE $2::uuid IS NOT NULL
           UNION ALL SELECT i.customer_id FROM customer_identities i WHERE i.merchant_id = $1 AND i.source = $3 AND i.external_id = $4) k
          LEFT JOIN customer_aliases a ON a.merchant_id = $1 AND a.customer_id = k.customer_id
        """;

    /// <summary>After a <c>person</c> with the <c>id</c> of each person: all customers who are one of them, themselves first; $1 merchant.</summary>
    public const string Members = """
        member AS MATERIALIZED (
          SELECT id AS person_id, id FROM person
          UNION ALL SELECT a.person_id, a.customer_id FROM customer_aliases a JOIN person p ON a.merchant_id = $1 AND a.person_id = p.id)
        """;

    /// <summary>The <see cref="Person"/>, and all who are that person.</summary>
    public const string PersonAndMembers = $"WITH person(id) AS MATERIALIZED ({Person}), {Members}";

    /// <summary>The one person who holds any of these addresses; none where there are two: $1 merchant, $2 addresses as they are compared.</summary>
    public const string Holder = """
        SELECT min(h.person_id::text)::uuid FROM (
          SELECT DISTINCT COALESCE(a.person_id, p.customer_id) AS person_id FROM contact_points p
            LEFT JOIN customer_aliases a ON a.merchant_id = p.merchant_id AND a.customer_id = p.customer_id
          WHERE p.merchant_id = $1 AND p.normalized = ANY($2)) h
        HAVING count(*) = 1
        """;

    /// <summary>The columns that <see cref="ReadProfile"/> reads, from <c>customers c</c>; merged customers lend their identities, addresses, tags, objections and restrictions.</summary>
    public const string ProfileColumns = """
        c.id, c.name, c.language, c.time_zone, c.country, c.owner_id, c.attributes::text, c.first_contact_at, c.source_updated_at, c.imported_at,
        c.version, c.created_at, c.updated_at, c.restricted_at IS NOT NULL OR told.restricted, c.profiling_objected_at IS NOT NULL OR told.profiling,
        c.marketing_objected_at IS NOT NULL OR told.marketing,
        ids.source, ids.external_id, points.channel, points.address, points.normalized, tags.tag, c.preferences::text, c.communication_style,
        person.all_ids, ids.holder, points.holder, tags.holder
        """;

    public const string ProfileTables = $"customers c {PersonTables}";

    private const string OfEachOfThem = "unnest(person.all_ids) AS m(id) CROSS JOIN LATERAL";

    /// <summary>What belongs to the person of <c>c</c>; of each customer that was merged into them it is looked up by key, whatever a merchant's number of rows makes look cheap.</summary>
    public const string PersonTables = $"""
        CROSS JOIN LATERAL (SELECT ARRAY[c.id] || ARRAY(SELECT a.customer_id FROM customer_aliases a WHERE a.merchant_id = c.merchant_id AND a.person_id = c.id) AS all_ids) person
        CROSS JOIN LATERAL (SELECT COALESCE(bool_or(o.restricted_at IS NOT NULL), false) AS restricted, COALESCE(bool_or(o.profiling_objected_at IS NOT NULL), false) AS profiling,
            COALESCE(bool_or(o.marketing_objected_at IS NOT NULL), false) AS marketing
          FROM {OfEachOfThem} (SELECT o.* FROM customers o WHERE o.merchant_id = c.merchant_id AND o.id = m.id OFFSET 0) o WHERE cardinality(person.all_ids) > 1) told
        CROSS JOIN LATERAL (SELECT array_agg(i.source ORDER BY i.source, i.external_id) AS source, array_agg(i.external_id ORDER BY i.source, i.external_id) AS external_id,
            array_agg(i.customer_id ORDER BY i.source, i.external_id) AS holder
          FROM {OfEachOfThem} (SELECT i.* FROM customer_identities i WHERE i.merchant_id = c.merchant_id AND i.customer_id = m.id OFFSET 0) i) ids
        CROSS JOIN LATERAL (SELECT array_agg(p.channel ORDER BY p.channel, p.normalized, p.customer_id) AS channel,
            array_agg(p.address ORDER BY p.channel, p.normalized, p.customer_id) AS address, array_agg(p.normalized ORDER BY p.channel, p.normalized, p.customer_id) AS normalized,
            array_agg(p.customer_id ORDER BY p.channel, p.normalized, p.customer_id) AS holder
          FROM {OfEachOfThem} (SELECT p.* FROM contact_points p WHERE p.merchant_id = c.merchant_id AND p.customer_id = m.id OFFSET 0) p) points
        CROSS JOIN LATERAL (SELECT array_agg(t.tag ORDER BY t.tag, t.customer_id) AS tag, array_agg(t.customer_id ORDER BY t.tag, t.customer_id) AS holder
          FROM {OfEachOfThem} (SELECT t.* FROM customer_tags t WHERE t.merchant_id = c.merchant_id AND t.customer_id = m.id OFFSET 0) t) tags
        """;

    public static void AddProfile(this NpgsqlBatch batch, Guid merchantId, ExternalKey key) => batch.AddProfile(Person, key.Values(merchantId));

    /// <param name="person"><see cref="Person"/> or <see cref="Holder"/>.</param>
    public static void AddProfile(this NpgsqlBatch batch, string person, object[] values) =>
        batch.Add($"SELECT {ProfileColumns} FROM {ProfileTables} WHERE c.merchant_id = $1 AND c.id = ({person})", values);

    /// <summary>Others who hold one of the person's addresses.</summary>
    public static void AddPossibleDuplicates(this NpgsqlBatch batch, Guid merchantId, ExternalKey key) => batch.Add(
        $"""
        {PersonAndMembers},
        mine AS MATERIALIZED (
          SELECT DISTINCT p.normalized FROM member m CROSS JOIN LATERAL (SELECT p.normalized FROM contact_points p WHERE p.merchant_id = $1 AND p.customer_id = m.id OFFSET 0) p)
        SELECT c.id, c.name FROM (
          SELECT DISTINCT COALESCE(a.person_id, p.customer_id) AS id
          FROM mine CROSS JOIN LATERAL (SELECT p.customer_id FROM contact_points p WHERE p.merchant_id = $1 AND p.normalized = mine.normalized OFFSET 0) p
          LEFT JOIN customer_aliases a ON a.merchant_id = $1 AND a.customer_id = p.customer_id) other
        JOIN customers c ON c.merchant_id = $1 AND c.id = other.id
        WHERE c.id <> (SELECT id FROM person) ORDER BY c.id LIMIT 20
        """,
        key.Values(merchantId));

    /// <summary>The row that the reader stands on.</summary>
    public static StoredCustomer ReadProfile(NpgsqlDataReader row, int first = 0)
    {
        var rows = ReadRows(row, first);
        var profile = new CustomerProfile
        {
            Id = row.GetGuid(first),
            Name = row.TextOrNull(first + 1),
            Language = row.TextOrNull(first + 2),
            TimeZone = row.TextOrNull(first + 3),
            Country = row.TextOrNull(first + 4),
            OwnerId = row.ValueOrNull<Guid>(first + 5),
            Attributes = JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(first + 6), JsonDefaults.Options)!,
            FirstContactAt = row.GetFieldValue<Instant>(first + 7),
            SourceUpdatedAt = row.ValueOrNull<Instant>(first + 8),
            ImportedAt = row.ValueOrNull<Instant>(first + 9),
            Version = row.GetInt32(first + 10),
            CreatedAt = row.GetFieldValue<Instant>(first + 11),
            UpdatedAt = row.GetFieldValue<Instant>(first + 12),
            Identities = [.. rows.Identities.Select(held => held.Identity)],
            Addresses = [.. rows.Addresses.Select(held => held.Address).Distinct()],
            Tags = [.. rows.Tags.Select(held => held.Tag).Distinct()],
            Preferences = JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(first + 22), JsonDefaults.Options)!,
            CommunicationStyle = row.WordOrNull<CommunicationStyle>(first + 23),
        };
        return new StoredCustomer(profile, row.GetBoolean(first + 13), row.GetBoolean(first + 14), row.GetBoolean(first + 15), rows);
    }

    private static PersonRows ReadRows(NpgsqlDataReader row, int first) => new(
        row.GetFieldValue<Guid[]>(first + 24),
        [.. row.Ids(first + 25).Zip(row.Texts(first + 16), row.Texts(first + 17)).Select(i => (i.First, new CustomerIdentity(i.Second, i.Third)))],
        [.. row.Ids(first + 26).Zip(row.Texts(first + 18).Zip(row.Texts(first + 19), row.Texts(first + 20)),
            (id, p) => (id, new ContactAddress(EnumWords.Parse<ContactChannel>(p.First), p.Second, p.Third)))],
        [.. row.Ids(first + 27).Zip(row.Texts(first + 21))]);
}
