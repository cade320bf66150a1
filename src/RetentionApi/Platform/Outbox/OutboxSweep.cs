using NodaTime;
using Npgsql;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Platform.Outbox;

/// <summary>One look over all merchants, as the worker: whose messages wait, and since when.</summary>
internal sealed class OutboxSweep(Databases databases, OutboxLag lag, IClock clock)
{
    private const string WhoHasWork = """
        SELECT m.merchant_id, w.oldest FROM merchants m
        CROSS JOIN LATERAL (SELECT o.due_at AS oldest FROM outbox_messages o WHERE o.merchant_id = m.merchant_id AND o.parked_at IS NULL AND o.due_at <= $1 ORDER BY o.due_at LIMIT 1) w
        """;

    /// <returns>The merchants with messages that are due; the age of the oldest is the <see cref="OutboxLag"/> from then on.</returns>
    public async Task<List<Guid>> LookAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        await using var connection = await databases.Dispatcher.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(WhoHasWork, connection);
        command.Parameters.Add(new NpgsqlParameter { Value = now });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var waiting = await new ResultSets(reader, cancellationToken).FirstAsync(r => (MerchantId: r.GetGuid(0), Oldest: r.GetFieldValue<Instant>(1)));
        lag.Seen(waiting.Count == 0 ? null : waiting.Min(w => w.Oldest), now);
        return [.. waiting.Select(w => w.MerchantId)];
    }
}
