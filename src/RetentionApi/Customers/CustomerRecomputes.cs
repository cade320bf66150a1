using NodaTime;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Customers;

/// <summary>Asks for every customer to be derived anew, where something changed that all of them stand on.</summary>
internal static class CustomerRecomputes
{
    private const int MostSeconds = 120, GraceInSeconds = 10;

    /// <summary>One message a customer; they may share their id, for the customer is in the key. A million rows take longer than a request's statement may.</summary>
    private const string Statement = $"""
        INSERT INTO outbox_messages (merchant_id, customer_id, id, kind, occurred_at, due_at, attempts)
        SELECT s.merchant_id, s.customer_id, $2, $3, $4, $4, 0 FROM customer_standings s
        WHERE s.merchant_id = $1 AND s.customer_id <> {Nobody.Id}
        """;

    public static void AddRecomputeOfEverybody(this NpgsqlBatch batch, Guid merchantId, Instant now)
    {
        batch.Timeout = MostSeconds + GraceInSeconds; // the client by itself gives up after 30 s
        batch.Add($"SET LOCAL statement_timeout = '{MostSeconds}s'");
        batch.Add(Statement, merchantId, Ids.New(now), (short)OutboxKind.Recompute, now);
    }
}
