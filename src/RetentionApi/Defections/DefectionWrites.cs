using System.Text.Json;
using NodaTime;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Defections;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;
using static RetentionApi.Platform.Persistence.SqlArrays;

namespace RetentionApi.Defections;

/// <summary>The set-based statements that keep the ledger in step with orders and bands; only rows that change are written.</summary>
internal static class DefectionWrites
{
    /// <summary>What a person told meanwhile stands: their own transaction asks for a new look.</summary>
    private const string Settle = """
        WITH settled AS (
          UPDATE defections d SET person_id = n.person_id, lost_on = n.lost_on, cause = n.cause, known = n.known, reason = n.reason, owed_then = n.owed_then, looked_into_at = n.looked_into_at,
            came_back_on = n.came_back_on, came_back_order_id = n.came_back_order_id, withdrawal = n.withdrawal, version = n.version
          FROM unnest($2::uuid[], $3::int[], $4::int[], $5::uuid[], $6::date[], $7::text[], $8::text[], $9::jsonb[], $10::jsonb[], $11::timestamptz[], $12::date[], $13::uuid[], $14::text[])
            AS n(id, read_version, version, person_id, lost_on, cause, known, reason, owed_then, looked_into_at, came_back_on, came_back_order_id, withdrawal)
          WHERE d.merchant_id = $1 AND d.id = n.id AND d.version = n.read_version RETURNING d.id, d.customer_id, d.came_back_order_id, d.withdrawal)
        INSERT INTO timeline_entries (merchant_id, customer_id, occurred_at, id, kind, subject_id, summary)
        SELECT $1, s.customer_id, o.placed_at, s.id, 'cameBack', s.id, 'came back' FROM settled s JOIN orders o ON o.merchant_id = $1 AND o.id = s.came_back_order_id
        WHERE s.withdrawal IS NULL
        ON CONFLICT DO NOTHING
        """;

    private const string Forget = "DELETE FROM defections WHERE merchant_id = $1 AND id = ANY($2)";

    /// <summary>
    /// After bands were written: who is lost has an open line, and whose silence is no loss any more has none. One silence is one line: who was lost, is not by a
    /// newer fit, and then is lost again, has the line that they had. $2 customers, $3 an id for each, $4 today of the watch or null, $5 now, $6 the message, $7 its kind,
    /// $8 how many were asked before.
    /// </summary>
    private const string Follow = $"""
        WITH whom AS MATERIALIZED (SELECT * FROM unnest($2::uuid[], $3::uuid[]) AS w(customer_id, id)),
        standing AS MATERIALIZED (
          SELECT w.id, s.customer_id, s.risk_band, s.lost_on, s.last_order_on, s.value_at_stake, s.owner_id FROM customer_standings s JOIN whom w ON w.customer_id = s.customer_id
          WHERE s.merchant_id = $1 AND s.customer_id = ANY(ARRAY(SELECT customer_id FROM whom))),
        not_lost AS (
          UPDATE defections d SET withdrawal = 'refit', version = d.version + 1 FROM standing s
          WHERE d.merchant_id = $1 AND d.person_id = s.customer_id AND d.person_id = ANY(ARRAY(SELECT customer_id FROM whom)) AND d.came_back_on IS NULL AND d.withdrawal IS NULL
            AND d.told_at IS NULL AND d.known <> 'told' AND s.risk_band IS DISTINCT FROM 'lost'),
        lost AS (
          INSERT INTO defections (merchant_id, id, customer_id, person_id, lost_on, silent_since, watched_at, noticed_at, cause, known, owed_then, value_at_stake, owner_id, version)
          SELECT $1, s.id, s.customer_id, s.customer_id, s.lost_on, s.last_order_on, CASE WHEN s.lost_on >= $4::date THEN $5::timestamptz END, $5, 'unknown', 'unknown', '[]',
            s.value_at_stake, s.owner_id, 1
          FROM standing s WHERE s.risk_band = 'lost' AND s.lost_on IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM defections d WHERE d.merchant_id = $1 AND d.person_id = s.customer_id AND d.came_back_on IS NULL AND d.withdrawal IS NULL)
          ON CONFLICT (merchant_id, customer_id, silent_since) WHERE told_at IS NULL
            DO UPDATE SET withdrawal = NULL, lost_on = excluded.lost_on, watched_at = COALESCE(defections.watched_at, excluded.watched_at), version = defections.version + 1
            WHERE defections.withdrawal = 'refit'
          RETURNING customer_id),
        numbered AS (SELECT customer_id, row_number() OVER () - 1 + $8 AS place FROM lost)
        INSERT INTO outbox_messages (merchant_id, customer_id, id, kind, occurred_at, due_at, attempts)
        SELECT $1, customer_id, $6, $7, $5, $5 + (place / {AtOnce}) * interval '100 ms', 0 FROM numbered ON CONFLICT DO NOTHING
        """;

    /// <summary>So many are looked into at once, and as many more each tenth of a second: a first fit that finds half of all customers lost does not keep fresh facts waiting.</summary>
    private const string AtOnce = "100";

    public static void AddDefections(this NpgsqlBatch batch, Guid merchantId, IReadOnlyList<DefectionChanges> changes)
    {
        Guid[] forgotten = [.. changes.SelectMany(c => c.Forgotten)];
        if (forgotten.Length > 0)
            batch.Add(Forget, merchantId, forgotten);
        var changed = changes.SelectMany(c => c.Changed).ToList();
        AddSettled(batch, merchantId, [.. changed.Where(c => !c.Line.IsOpen)]); // first those that close: a person has one open line, at every moment
        AddSettled(batch, merchantId, [.. changed.Where(c => c.Line.IsOpen)]);
    }

    /// <param name="customerIds">Whose bands the batch has written.</param>
    /// <param name="watchedSince">Who was lost on this day or later was lost while we watched; null: what is found now was past when we learnt of it.</param>
    /// <param name="before">How many customers were looked at before these in the same run.</param>
    public static void AddLosses(this NpgsqlBatch batch, Guid merchantId, IReadOnlyList<Guid> customerIds, LocalDate? watchedSince, Instant now, int before = 0)
    {
        if (customerIds.Count > 0)
            batch.Add(Follow, merchantId, customerIds.ToArray(), All(customerIds, _ => Ids.New(now)), watchedSince, now, Ids.New(now), (short)OutboxKind.Changed, before);
    }

    private static void AddSettled(NpgsqlBatch batch, Guid merchantId, IReadOnlyList<(Defection Line, int ReadVersion)> changed)
    {
        if (changed.Count > 0)
            batch.Add(Settle, merchantId, All(changed, c => c.Line.Id), All(changed, c => c.ReadVersion), All(changed, c => c.Line.Version), All(changed, c => c.Line.PersonId),
                All(changed, c => c.Line.LostOn), All(changed, c => c.Line.Cause.Word()), All(changed, c => c.Line.Known.Word()),
                All(changed, c => c.Line.Reason is { } reason ? JsonSerializer.Serialize(reason, JsonDefaults.Options) : null),
                All(changed, c => JsonSerializer.Serialize(c.Line.OwedThen, JsonDefaults.Options)), All(changed, c => c.Line.LookedIntoAt), All(changed, c => c.Line.CameBackOn),
                All(changed, c => c.Line.CameBackOrderId), All(changed, c => c.Line.Withdrawal?.Word()));
    }
}
