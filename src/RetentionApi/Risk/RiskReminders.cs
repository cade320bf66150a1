using NodaTime;
using Npgsql;
using RetentionApi.Domain.FollowUps;
using RetentionApi.FollowUps;
using RetentionApi.Merchants;
using RetentionApi.Platform.Persistence;
using RetentionApi.Relationships;

namespace RetentionApi.Risk;

/// <summary>Reminds owners of who became high, the most value at stake first, within what an owner can do in a day. Who does not fit is considered again for a fortnight.</summary>
internal static class RiskReminders
{
    private const int BatchSize = 100;

    /// <summary>$2 today, $3 the first day that still counts, $4 places an owner has, $5 places of those nobody owns.</summary>
    private const string WhoHasRoom = """
        SELECT w.customer_id, w.owner_id FROM (
          SELECT c.customer_id, s.owner_id, s.value_at_stake,
            row_number() OVER (PARTITION BY s.owner_id ORDER BY s.value_at_stake DESC NULLS LAST, c.crossed_on, c.customer_id) AS place
          FROM risk_crossings c JOIN customer_standings s ON s.merchant_id = $1 AND s.customer_id = c.customer_id
          WHERE c.merchant_id = $1 AND c.reminded_on IS NULL AND c.crossed_on >= $3 AND s.risk_band = 'high'
            AND NOT EXISTS (SELECT 1 FROM customer_aliases a WHERE a.merchant_id = $1 AND a.customer_id = c.customer_id)) w
        LEFT JOIN (SELECT owner_id, count(*) AS given FROM risk_crossings WHERE merchant_id = $1 AND reminded_on = $2 GROUP BY owner_id) g
          ON g.owner_id IS NOT DISTINCT FROM w.owner_id
        WHERE w.place <= CASE WHEN w.owner_id IS NULL THEN $5 ELSE $4 END - COALESCE(g.given, 0)
        ORDER BY w.value_at_stake DESC NULLS LAST, w.customer_id LIMIT $6
        """;

    private const string Reminded = """
        UPDATE risk_crossings c SET reminded_on = $2, owner_id = n.owner_id
        FROM unnest($3::uuid[], $4::uuid[]) AS n(customer_id, owner_id) WHERE c.merchant_id = $1 AND c.customer_id = n.customer_id
        """;

    private const string NotOwed = "DELETE FROM risk_crossings WHERE merchant_id = $1 AND customer_id = ANY($2) AND reminded_on IS NULL";

    private const string Expired = "DELETE FROM risk_crossings WHERE merchant_id = $1 AND crossed_on < $2";

    private const string CountWaiting = """
        SELECT count(*)::int FROM risk_crossings c JOIN customer_standings s ON s.merchant_id = $1 AND s.customer_id = c.customer_id
        WHERE c.merchant_id = $1 AND c.reminded_on IS NULL AND s.risk_band = 'high'
        """;

    /// <returns>How many reminders were made, and how many customers wait for one.</returns>
    public static async Task<(int Reminded, int Waiting)> RunAsync(MerchantScope scope, MerchantSettings settings, LocalDate today, Instant now, CancellationToken cancellationToken)
    {
        var reminded = 0;
        while (await RemindSomeAsync(scope, settings, today, now, cancellationToken) is { } some)
            reminded += some;
        await using var batch = scope.Batch();
        batch.Add(Expired, scope.MerchantId, FirstDay(settings, today));
        batch.Add(CountWaiting, scope.MerchantId);
        return (reminded, (int)(await batch.ExecuteScalarAsync(cancellationToken))!);
    }

    private static LocalDate FirstDay(MerchantSettings settings, LocalDate today) => today.PlusDays(1 - settings.Policy.Duties.RiskReminderWaitDays);

    /// <summary>One transaction, from the choice to its record, so that two runs at once do not remind of the same.</summary>
    /// <returns>Null: nobody is left who has room.</returns>
    private static async Task<int?> RemindSomeAsync(MerchantScope scope, MerchantSettings settings, LocalDate today, Instant now, CancellationToken cancellationToken)
    {
        await using var connection = await scope.OpenAsync(cancellationToken);
        var candidates = await WhoHasRoomAsync(scope, connection, settings, today, cancellationToken);
        return candidates.Count > 0 ? await RemindAsync(scope, connection, settings, candidates, today, now, cancellationToken) : null;
    }

    private static async Task<Dictionary<Guid, Guid?>> WhoHasRoomAsync(
        MerchantScope scope, NpgsqlConnection connection, MerchantSettings settings, LocalDate today, CancellationToken cancellationToken)
    {
        var duties = settings.Policy.Duties;
        await using var batch = scope.BeginBatch(connection);
        batch.Add(RiskLock.Take, scope.MerchantId);
        batch.Add(WhoHasRoom, scope.MerchantId, today, FirstDay(settings, today), duties.RemindersPerOwnerPerDay, duties.UnassignedRemindersPerDay, BatchSize);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        return (await new ResultSets(reader, cancellationToken).FirstAsync(r => (r.GetGuid(0), r.ValueOrNull<Guid>(1)))).ToDictionary();
    }

    /// <summary>The domain says whom a reminder is owed to: nobody who is reminded of already, who objected, whose data is restricted. They take no place.</summary>
    private static async Task<int> RemindAsync(
        MerchantScope scope, NpgsqlConnection connection, MerchantSettings settings, Dictionary<Guid, Guid?> owners, LocalDate today, Instant now, CancellationToken cancellationToken)
    {
        var crossedAt = today.AtStartOfDayInZone(settings.Zone).ToInstant();
        var facts = await ReadAsync(scope, connection, [.. owners.Keys], cancellationToken);
        var opened = facts.SelectMany(f => StandingDuties.RiskReminder(f.Record, f.FollowUps, crossedAt, settings.Rules, now).Opened).ToList();
        var reminded = facts.Select(f => f.Record.CustomerId).Intersect(opened.Select(f => f.CustomerId)).ToArray();
        await using var batch = connection.CreateBatch();
        batch.AddOpenedFollowUps(scope.MerchantId, opened);
        batch.Add(Reminded, scope.MerchantId, today, reminded, reminded.Select(id => owners[id]).ToArray());
        batch.Add(NotOwed, scope.MerchantId, owners.Keys.Except(reminded).ToArray());
        batch.Add("COMMIT");
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return reminded.Length;
    }

    private static async Task<List<CustomerFacts>> ReadAsync(MerchantScope scope, NpgsqlConnection connection, Guid[] customerIds, CancellationToken cancellationToken)
    {
        await using var batch = connection.CreateBatch();
        CustomerFactReads.Add(batch, scope.MerchantId, customerIds);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await CustomerFactReads.ReadAsync(reader, scope.MerchantId, cancellationToken);
    }
}
