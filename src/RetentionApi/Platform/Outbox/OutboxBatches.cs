using NodaTime;
using Npgsql;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Platform.Outbox;

/// <param name="CustomerIds">Who is to be derived anew.</param>
/// <param name="SpreadIds">What has changed that many customers hang on.</param>
/// <param name="SpreadSince">The same, for those with whom something happened since a time.</param>
internal sealed record ClaimedWork(Guid[] CustomerIds, Guid[] SpreadIds, IReadOnlyList<SpreadSince> SpreadSince);

internal sealed record SpreadSince(Guid SubjectId, Instant Since);

/// <summary>What follows from the messages that were claimed: reads and writes on the connection of the claim, and ends with COMMIT.</summary>
internal delegate Task ProcessCustomers(NpgsqlConnection connection, Guid merchantId, ClaimedWork work, CancellationToken cancellationToken);

/// <summary>Claims, processes and forgets messages in one transaction: after a kill -9 all is as before the claim. The customer is the unit, the standing row the lock.</summary>
internal sealed partial class OutboxBatches(MerchantDatabases databases, ProcessCustomers process, IClock clock, ILogger<OutboxBatches> logger)
{
    private const int MostMessages = 1_600, MostCustomers = 400, MostAttempts = 8;

    /// <summary>
    /// DELETE, not SELECT: what another worker finished meanwhile is skipped. State is read after it. A queue fills and empties faster than statistics follow, so
    /// the messages of each customer are looked up by key (OFFSET 0 keeps it so, and any other condition in there would call for another index) and deleted by their place.
    /// </summary>
    private const string Claim = """
        WITH work AS MATERIALIZED (SELECT DISTINCT customer_id FROM (SELECT customer_id FROM outbox_messages
               WHERE merchant_id = $1 AND parked_at IS NULL AND due_at <= $2 AND ($3::uuid IS NULL OR customer_id = $3) ORDER BY due_at LIMIT $4) q),
             locked AS MATERIALIZED (SELECT s.customer_id FROM customer_standings s
               WHERE s.merchant_id = $1 AND s.customer_id = ANY(ARRAY(SELECT customer_id FROM work)) ORDER BY s.customer_id LIMIT $5 FOR UPDATE OF s SKIP LOCKED)
        DELETE FROM outbox_messages o WHERE o.merchant_id = $1 AND o.ctid = ANY(ARRAY(
          SELECT m.place FROM locked l CROSS JOIN LATERAL (
            SELECT ctid AS place, parked_at, due_at FROM outbox_messages WHERE merchant_id = $1 AND customer_id = l.customer_id OFFSET 0) m
          WHERE m.parked_at IS NULL AND m.due_at <= $2))
        RETURNING o.customer_id, o.kind, o.subject_id, o.occurred_at
        """;

    private const string PutOff = """
        UPDATE outbox_messages SET attempts = attempts + 1, last_error = $3, due_at = $4::timestamptz + interval '2 seconds' * power(2, attempts),
          parked_at = CASE WHEN attempts + 1 >= $5 THEN $4::timestamptz END
        WHERE merchant_id = $1 AND customer_id = $2 AND parked_at IS NULL AND due_at <= $4
        """;

    /// <returns>How many customers were worked; 0: nothing is due, or all of it is in other hands.</returns>
    public async Task<int> RunAsync(Guid merchantId, CancellationToken cancellationToken)
    {
        Guid[] claimed = [];
        try
        {
            claimed = await RunAsync(merchantId, null, ids => claimed = ids, cancellationToken);
            return claimed.Length;
        }
        catch (Exception exception) when (IsOfTheMessages(exception, cancellationToken))
        {
            LogBatchFailed(exception, merchantId, claimed.Length);
            foreach (var customerId in claimed)
                await RunOneAsync(merchantId, customerId, cancellationToken);
            return claimed.Length;
        }
    }

    /// <summary>One customer by itself, so that a poisoned one holds up nobody else.</summary>
    private async Task RunOneAsync(Guid merchantId, Guid customerId, CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(merchantId, customerId, _ => { }, cancellationToken);
        }
        catch (Exception exception) when (IsOfTheMessages(exception, cancellationToken))
        {
            LogCustomerFailed(exception, merchantId, customerId);
            await using var batch = databases.DispatcherScope(merchantId).Batch();
            batch.Add(PutOff, merchantId, customerId, ReasonOf(exception), clock.GetCurrentInstant(), MostAttempts);
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private async Task<Guid[]> RunAsync(Guid merchantId, Guid? only, Action<Guid[]> onClaimed, CancellationToken cancellationToken)
    {
        var scope = databases.DispatcherScope(merchantId);
        await using var connection = await scope.OpenAsync(cancellationToken);
        var claimed = await ClaimAsync(scope, connection, only, cancellationToken);
        onClaimed(claimed.CustomerIds);
        if (claimed.CustomerIds.Length > 0)
            await process(connection, merchantId, claimed, cancellationToken);
        return claimed.CustomerIds;
    }

    private async Task<ClaimedWork> ClaimAsync(MerchantScope scope, NpgsqlConnection connection, Guid? only, CancellationToken cancellationToken)
    {
        await using var batch = scope.BeginBatch(connection);
        batch.AddLookUpsByKey();
        batch.Add(Claim, scope.MerchantId, clock.GetCurrentInstant(), SqlValue.Of(only), MostMessages, MostCustomers);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var (customers, spread, since) = (new HashSet<Guid>(), new HashSet<Guid>(), new List<SpreadSince>());
        while (await reader.ReadAsync(cancellationToken))
        {
            customers.Add(reader.GetGuid(0));
            if ((OutboxKind)reader.GetInt16(1) is OutboxKind.Spread && reader.ValueOrNull<Guid>(2) is { } subject)
                spread.Add(subject);
            else if ((OutboxKind)reader.GetInt16(1) is OutboxKind.SpreadSince)
                since.Add(new SpreadSince(reader.GetGuid(2), reader.GetFieldValue<Instant>(3)));
        }

        return new ClaimedWork([.. customers], [.. spread], since);
    }

    /// <summary>A database that is away is nobody's fault: the sweep comes again. A customer who always takes too long is parked like any other that fails.</summary>
    private static bool IsOfTheMessages(Exception exception, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested && !exception.IsOfALostConnection();

    /// <summary>For whoever looks at what was set aside: the fault's own words may hold what is stored of a customer, and stand in the log.</summary>
    private static string ReasonOf(Exception exception) =>
        exception.IsOfTheMoment() ? "It took too long, or the database was too busy."
        : exception is PostgresException refused ? $"The database refused it ({refused.SqlState})."
        : $"It failed ({exception.GetType().Name}); the log of the service says why.";

    [LoggerMessage(Level = LogLevel.Warning, Message = "A batch of {Customers} customers of merchant {MerchantId} failed; each is tried by itself")]
    private partial void LogBatchFailed(Exception exception, Guid merchantId, int customers);

    [LoggerMessage(Level = LogLevel.Error, Message = "Customer {CustomerId} of merchant {MerchantId} failed; put off")]
    private partial void LogCustomerFailed(Exception exception, Guid merchantId, Guid customerId);
}
