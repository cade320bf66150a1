using System.Text.Json;
using NodaTime;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Platform.Operations;

/// <param name="RunId">Of this claim.</param>
internal sealed record ClaimedOperation(Guid MerchantId, Guid Id, Guid RunId, string Request, long Done, long? Total, long Failed, bool IsCancelRequested, int Attempts);

/// <summary>Which operation is next, and what became of it. Any number of instances: a claim is one UPDATE that skips what another one holds.</summary>
internal sealed class OperationQueue(Databases databases, MerchantDatabases merchants, IClock clock)
{
    private static readonly Duration DeadAfter = Duration.FromSeconds(30);

    /// <summary>Queued, or running without a sign of life. A beat in the future is of a clock that was set back.</summary>
    private const string IsFree = "(o.status = 'queued' OR (o.status = 'running' AND NOT o.heartbeat_at BETWEEN $2 AND $3))";

    /// <summary>The oldest free operation of each merchant.</summary>
    private const string Find = $"""
        SELECT o.merchant_id, o.id FROM merchants m CROSS JOIN LATERAL (
          SELECT o.merchant_id, o.id, o.created_at FROM operations o
          WHERE o.merchant_id = m.merchant_id AND o.status IN ('queued', 'running') AND o.kind = $1 AND {IsFree} ORDER BY o.created_at LIMIT 1) o
        ORDER BY o.created_at LIMIT 20
        """;

    private const string Claim = $"""
        UPDATE operations SET status = 'running', run_id = $5, heartbeat_at = $6, started_at = COALESCE(started_at, $6), attempts = attempts + 1
        WHERE merchant_id = $1 AND id = (SELECT o.id FROM operations o WHERE o.merchant_id = $1 AND o.id = $4 AND {IsFree} FOR UPDATE SKIP LOCKED)
        RETURNING request::text, done, total, failed, is_cancel_requested, attempts
        """;

    private const string EndRun = """
        UPDATE operations SET status = $4, result = $5::json, problem = $6::json, ended_at = $7, run_id = NULL, heartbeat_at = NULL WHERE merchant_id = $1 AND id = $2 AND run_id = $3
        """;

    /// <summary>A run that died counts as an attempt, and one that took too long; not one that was interrupted.</summary>
    private const string GiveBack = """
        UPDATE operations SET status = 'queued', run_id = NULL, heartbeat_at = NULL, attempts = attempts - $4 WHERE merchant_id = $1 AND id = $2 AND run_id = $3
        """;

    /// <returns>Null: there is nothing to do, or all of it is in other hands.</returns>
    public async Task<ClaimedOperation?> ClaimNextAsync(string kind, CancellationToken cancellationToken)
    {
        foreach (var (merchantId, id) in await FindAsync(kind, cancellationToken))
            if (await ClaimAsync(merchantId, id, cancellationToken) is { } claimed)
                return claimed;
        return null;
    }

    public Task SucceedAsync(ClaimedOperation operation, object result) =>
        EndAsync(operation, OperationStatus.Succeeded, JsonSerializer.Serialize(result, JsonDefaults.Options), null);

    public Task FailAsync(ClaimedOperation operation, Error error) =>
        EndAsync(operation, OperationStatus.Failed, null, JsonSerializer.Serialize(new ProblemDetailsWithCode(error), JsonDefaults.Options));

    public Task CancelAsync(ClaimedOperation operation) => EndAsync(operation, OperationStatus.Cancelled, null, null);

    /// <summary>For the next one who looks.</summary>
    public async Task GiveBackAsync(ClaimedOperation operation, bool isAttempt)
    {
        await using var batch = merchants.JobScope(operation.MerchantId).Batch();
        batch.Add(GiveBack, operation.MerchantId, operation.Id, operation.RunId, isAttempt ? 0 : 1);
        await batch.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private async Task<List<(Guid MerchantId, Guid Id)>> FindAsync(string kind, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        await using var connection = await databases.Jobs.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(Find, connection);
        foreach (var value in new object[] { kind, now - DeadAfter, now + DeadAfter })
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await new ResultSets(reader, cancellationToken).FirstAsync(r => (r.GetGuid(0), r.GetGuid(1)));
    }

    private async Task<ClaimedOperation?> ClaimAsync(Guid merchantId, Guid id, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        var runId = Ids.New(now);
        await using var batch = merchants.JobScope(merchantId).Batch();
        batch.Add(Claim, merchantId, now - DeadAfter, now + DeadAfter, id, runId, now);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new ClaimedOperation(
                merchantId, id, runId, reader.GetString(0), reader.GetInt64(1), reader.ValueOrNull<long>(2), reader.GetInt64(3), reader.GetBoolean(4), reader.GetInt16(5))
            : null;
    }

    private async Task EndAsync(ClaimedOperation operation, OperationStatus status, string? result, string? problem)
    {
        await using var batch = merchants.JobScope(operation.MerchantId).Batch();
        batch.Add(EndRun, operation.MerchantId, operation.Id, operation.RunId, status.Word(), SqlValue.Of(result), SqlValue.Of(problem), clock.GetCurrentInstant());
        await batch.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
