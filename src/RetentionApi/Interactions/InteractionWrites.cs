using NodaTime;
using Npgsql;
using RetentionApi.Domain.Interactions;
using RetentionApi.Domain.Merchants;
using RetentionApi.Platform.Persistence;
using static RetentionApi.Platform.Persistence.SqlArrays;

namespace RetentionApi.Interactions;

/// <summary>An interaction as it is to be stored; not a visit.</summary>
/// <param name="Id">New, or that of the stored one which this one replaces.</param>
internal sealed record InteractionToStore(
    Guid Id, string Source, string ExternalId, Guid CustomerId, InteractionKind Kind, Direction Direction, string? Channel, Instant OccurredAt, string? Summary,
    Guid? ProductId, Guid? OrderId, string? Category, bool IsAdviceWanted, int? Rating, Instant? AnsweredAt, string? Answer, Instant? ImportedAt, Instant SourceUpdatedAt);

/// <summary>One visit, to be counted among those of its day and category.</summary>
/// <param name="Category">Empty: none is known.</param>
/// <param name="DayStartsAt">By the merchant's clock.</param>
internal sealed record VisitToStore(
    Guid Id, string Source, string ExternalId, Guid CustomerId, LocalDate Day, Instant DayStartsAt, string Category, Instant OccurredAt, Guid? ProductId);

/// <summary>The statements by which reported interactions and visits are stored; endpoint and import share them. Arrays in, one statement each.</summary>
internal static class InteractionWrites
{
    /// <summary>$1 merchant, $2 now. The newest version by the source's own clock wins; the customer stays who it came in under, and an answer that was given stays given.</summary>
    private const string Store = """
        WITH fact AS MATERIALIZED (
          SELECT * FROM unnest($3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::text[], $8::text[], $9::text[], $10::timestamptz[], $11::text[], $12::uuid[], $13::text[],
              $14::bool[], $15::int[], $16::timestamptz[], $17::text[], $18::timestamptz[], $19::timestamptz[], $20::uuid[])
            AS f(id, source, external_id, customer_id, kind, direction, channel, occurred_at, summary, product_id, category, is_advice_wanted, rating, answered_at, answer,
              imported_at, source_updated_at, order_id)),
        stored AS (
          INSERT INTO interactions (merchant_id, id, source, external_id, customer_id, kind, direction, channel, occurred_at, summary, product_id, category, is_advice_wanted,
            rating, answered_at, answer, imported_at, source_updated_at, order_id, version, created_at)
          SELECT $1, id, source, external_id, customer_id, kind, direction, channel, occurred_at, summary, product_id, category, is_advice_wanted,
            rating, answered_at, answer, imported_at, source_updated_at, order_id, 1, $2 FROM fact
          ON CONFLICT (merchant_id, source, external_id) DO UPDATE
          SET kind = excluded.kind, direction = excluded.direction, channel = excluded.channel, occurred_at = excluded.occurred_at, summary = excluded.summary,
            product_id = excluded.product_id, order_id = excluded.order_id, category = excluded.category, is_advice_wanted = excluded.is_advice_wanted, rating = excluded.rating,
            answered_at = COALESCE(interactions.answered_at, excluded.answered_at), answer = COALESCE(interactions.answer, excluded.answer),
            source_updated_at = excluded.source_updated_at, version = interactions.version + 1
          WHERE excluded.source_updated_at > interactions.source_updated_at AND interactions.id = excluded.id
          RETURNING id, customer_id, occurred_at, kind, direction, summary, version),
        entry AS (
          INSERT INTO timeline_entries (merchant_id, customer_id, occurred_at, id, kind, subject_id, summary)
          SELECT $1, customer_id, occurred_at, id, kind, id, COALESCE(summary, direction || ' ' || kind) FROM stored WHERE version = 1)
        SELECT must_store((SELECT count(*) FROM stored) / $21)
        """;

    /// <summary>$1 merchant, $2 now. A visit is counted once: its name is kept among the idempotency keys, for the day's row keeps none. The first of a day is its one entry in the timeline.</summary>
    private const string StoreVisits = """
        WITH fact AS MATERIALIZED (
          SELECT * FROM unnest($3::uuid[], $4::text[], $5::uuid[], $6::date[], $7::timestamptz[], $8::text[], $9::timestamptz[], $10::uuid[])
            AS f(id, name, customer_id, day, day_starts_at, category, occurred_at, product_id)),
        told AS (
          INSERT INTO idempotency_keys (merchant_id, operation, key, request_hash, outcome, response, expires_at)
          SELECT $1, 'visit', name, '', 'ok', '{}', $11 FROM fact ON CONFLICT DO NOTHING RETURNING key),
        visited AS (
          SELECT f.id, f.customer_id, f.day, f.category, count(*)::int AS visits, min(f.occurred_at) AS first_at, max(f.occurred_at) AS last_at,
            (array_agg(DISTINCT f.product_id) FILTER (WHERE f.product_id IS NOT NULL))[1:$13] AS product_ids
          FROM fact f JOIN told t ON t.key = f.name GROUP BY f.id, f.customer_id, f.day, f.category),
        stored AS (
          INSERT INTO visits (merchant_id, customer_id, day, category, id, count, first_at, last_at, product_ids)
          SELECT $1, customer_id, day, category, id, visits, first_at, last_at, COALESCE(product_ids, '{}') FROM visited
          ON CONFLICT (merchant_id, customer_id, day, category) DO UPDATE
          SET count = visits.count + excluded.count, first_at = LEAST(visits.first_at, excluded.first_at), last_at = GREATEST(visits.last_at, excluded.last_at),
            product_ids = (ARRAY(SELECT unnest(visits.product_ids) UNION SELECT unnest(excluded.product_ids)))[1:$13]),
        entry AS (
          INSERT INTO timeline_entries (merchant_id, customer_id, occurred_at, id, kind, summary)
          SELECT DISTINCT $1, customer_id, day_starts_at, customer_id, 'visit', 'visited' FROM fact ON CONFLICT DO NOTHING)
        SELECT must_store((SELECT count(*) FROM told) / $12)
        """;

    /// <summary>Raises where a twin was faster with any of them.</summary>
    public static void AddInteractions(this NpgsqlBatch batch, Guid merchantId, IReadOnlyList<InteractionToStore> facts, Instant now)
    {
        if (facts.Count > 0)
            batch.Add(Store, merchantId, now, All(facts, f => f.Id), All(facts, f => f.Source), All(facts, f => f.ExternalId), All(facts, f => f.CustomerId), All(facts, f => f.Kind.Word()),
                All(facts, f => f.Direction.Word()), All(facts, f => f.Channel), All(facts, f => f.OccurredAt), All(facts, f => f.Summary), All(facts, f => f.ProductId),
                All(facts, f => f.Category), All(facts, f => f.IsAdviceWanted), All(facts, f => f.Rating), All(facts, f => f.AnsweredAt), All(facts, f => f.Answer),
                All(facts, f => f.ImportedAt), All(facts, f => f.SourceUpdatedAt), All(facts, f => f.OrderId), facts.Count);
    }

    /// <summary>Raises where a twin was faster with any of them.</summary>
    public static void AddVisits(this NpgsqlBatch batch, Guid merchantId, IReadOnlyList<VisitToStore> visits, CooperationPolicy policy, Instant now)
    {
        if (visits.Count > 0)
            batch.Add(StoreVisits, merchantId, now, All(visits, v => v.Id), All(visits, NameOf), All(visits, v => v.CustomerId), All(visits, v => v.Day), All(visits, v => v.DayStartsAt),
                All(visits, v => v.Category), All(visits, v => v.OccurredAt), All(visits, v => v.ProductId), now + policy.VisitsAreKnownFor, visits.Count,
                policy.MostProductsOfVisit);
    }

    /// <summary>Whether this visit was told before.</summary>
    public static void AddVisitLookUp(this NpgsqlBatch batch, Guid merchantId, string source, string externalId) =>
        batch.Add("SELECT EXISTS (SELECT 1 FROM idempotency_keys k WHERE k.merchant_id = $1 AND k.operation = 'visit' AND k.key = $2)", merchantId, $"{source}:{externalId}");

    private static string NameOf(VisitToStore visit) => $"{visit.Source}:{visit.ExternalId}";
}
