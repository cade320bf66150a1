using NodaTime;
using Npgsql;
using RetentionApi.Merchants;
using RetentionApi.Platform.Jobs;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.FollowUps.DutyDays;

/// <summary>Counts the days anew of which something has changed. One instance at a time for a merchant, so that no older count can replace a newer one.</summary>
internal sealed class DutyDayCounts(MerchantDatabases databases)
{
    private const int MostTouches = 20_000, MostDays = 31, MostSeconds = 60;

    /// <summary>What was touched is read after the lock is held, and the days after that: a change that commits later has a touch of its own.</summary>
    private const string Lock = "SELECT pg_try_advisory_xact_lock(hashtextextended('duty_days ' || $1::text, 0))";

    private const string Take = """
        WITH gone AS (
          DELETE FROM duty_day_touches WHERE merchant_id = $1 AND id = ANY(ARRAY(SELECT id FROM duty_day_touches WHERE merchant_id = $1 LIMIT $3)) RETURNING counts_at)
        SELECT DISTINCT (counts_at AT TIME ZONE $2)::date FROM gone
        """;

    /// <summary>Every day that was counted or is to be.</summary>
    private const string AllDays = """
        SELECT day FROM duty_days WHERE merchant_id = $1
        UNION SELECT (counts_at AT TIME ZONE $2)::date FROM follow_ups WHERE merchant_id = $1 AND counts_at IS NOT NULL
        """;

    private const string Forget = "DELETE FROM duty_days WHERE merchant_id = $1 AND day = ANY($2)";

    private const string Count = """
        INSERT INTO duty_days (merchant_id, day, person_id, kind, level, is_of_enquiry, owed, in_time, late, missed, skipped, answered, not_reachable)
        SELECT $1, d.day, COALESCE(f.ended_by, f.owner_id, '00000000-0000-0000-0000-000000000000'), f.kind, COALESCE(f.level, 0), starts_with(f.cause, 'interaction:'),
          count(*) FILTER (WHERE f.status <> 'cancelled'),
          count(*) FILTER (WHERE f.status = 'done' AND f.missed_at IS NULL), count(*) FILTER (WHERE f.status = 'done' AND f.missed_at IS NOT NULL),
          count(*) FILTER (WHERE f.status NOT IN ('done', 'cancelled') AND f.missed_at IS NOT NULL), count(*) FILTER (WHERE f.status = 'skipped' AND f.missed_at IS NULL),
          count(*) FILTER (WHERE f.status = 'done' AND f.outcome = 'answered'), count(*) FILTER (WHERE f.status = 'cancelled')
        FROM (SELECT day, day::timestamp AT TIME ZONE $2 AS begins, (day + 1)::timestamp AT TIME ZONE $2 AS ends FROM unnest($3::date[]) AS t(day)) d
        JOIN follow_ups f ON f.merchant_id = $1 AND f.counts_at >= d.begins AND f.counts_at < d.ends
        GROUP BY 2, 3, 4, 5, 6
        """;

    /// <returns>How many days were counted.</returns>
    public async Task<int> RunAsync(Guid merchantId, JobPace pace, CancellationToken cancellationToken)
    {
        var scope = databases.JobScope(merchantId);
        var zone = (await MerchantSettings.ReadAsync(scope, cancellationToken)).Zone.Id;
        return await pace.RunAsync(() => CountTouchedAsync(scope, zone, cancellationToken), cancellationToken);
    }

    /// <returns>How many days; 0: nothing was touched, or another instance is at it.</returns>
    private static async Task<int> CountTouchedAsync(MerchantScope scope, string zone, CancellationToken cancellationToken)
    {
        await using var connection = await scope.OpenAsync(cancellationToken);
        if (!await HoldsLockAsync(scope, connection, cancellationToken))
            return 0;
        var days = await DaysAsync(connection, Take, [scope.MerchantId, zone, MostTouches], cancellationToken);
        if (days.Contains(null))
            days = await DaysAsync(connection, AllDays, [scope.MerchantId, zone], cancellationToken);
        foreach (var some in days.OfType<LocalDate>().Order().Chunk(MostDays))
        {
            await using var batch = connection.CreateBatch();
            batch.Add(Forget, scope.MerchantId, some);
            batch.Add(Count, scope.MerchantId, zone, some);
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var end = connection.CreateBatch();
        end.Add("COMMIT");
        await end.ExecuteNonQueryAsync(cancellationToken);
        return days.Count;
    }

    private static async Task<bool> HoldsLockAsync(MerchantScope scope, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var begin = scope.BeginBatch(connection);
        begin.Add($"SET LOCAL statement_timeout = '{MostSeconds}s'");
        begin.Add(Lock, scope.MerchantId);
        bool isHeld;
        await using (var reader = await begin.ExecuteReaderAsync(cancellationToken))
        {
            await reader.ReadAsync(cancellationToken);
            isHeld = reader.GetBoolean(0);
        }

        if (isHeld)
            return true;
        await using var end = connection.CreateBatch();
        end.Add("ROLLBACK");
        await end.ExecuteNonQueryAsync(cancellationToken);
        return false;
    }

    private static async Task<List<LocalDate?>> DaysAsync(NpgsqlConnection connection, string sql, object[] values, CancellationToken cancellationToken)
    {
        await using var batch = connection.CreateBatch();
        batch.Add(sql, values);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await new ResultSets(reader, cancellationToken).FirstAsync(r => r.ValueOrNull<LocalDate>(0));
    }
}
