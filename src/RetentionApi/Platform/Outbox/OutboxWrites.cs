using NodaTime;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Platform.Outbox;

/// <summary>What every stored fact leaves beside itself, in its own transaction: work for the dispatcher, and an audit entry.</summary>
internal static class OutboxWrites
{
    private const string Statement = """
        WITH work AS (
          INSERT INTO outbox_messages (merchant_id, customer_id, id, kind, subject_id, occurred_at, due_at, attempts)
          VALUES ($1, $2, $3, $4, $5, $6, $7, 0))
        INSERT INTO audit_entries (merchant_id, occurred_at, id, key_id, staff_id, action, subject_kind, subject_id, remote_address, trace_id)
        VALUES ($1, $7, $3, $8, $9, $10, $11, $5, $12, $13)
        """;

    /// <summary>For a decision: the customer is derived anew once its transaction has committed.</summary>
    public static void AddWork(this RetentionDbContext db, Guid customerId, Guid? subjectId, Instant occurredAt, Instant now) => db.Add(new OutboxRow
    {
        MerchantId = db.MerchantId,
        CustomerId = customerId,
        Id = Ids.New(now),
        Kind = OutboxKind.Changed,
        SubjectId = subjectId,
        OccurredAt = occurredAt,
        DueAt = now,
    });

    /// <param name="customerId">The nil id for what belongs to no customer.</param>
    /// <param name="action">orderReported, customerReported …</param>
    /// <param name="subjectKind">order, customer …</param>
    public static void AddFact(
        this NpgsqlBatch batch, Caller caller, RequestOrigin origin, Guid customerId, string action, string subjectKind, Guid subjectId, Instant occurredAt, Instant now) =>
        batch.Add(Statement, caller.MerchantId, customerId, Ids.New(now), (short)OutboxKind.Changed, subjectId, occurredAt, now,
            SqlValue.Of(caller.KeyId), SqlValue.Of(caller.StaffId), action, subjectKind, SqlValue.Of(origin.RemoteAddress), SqlValue.Of(origin.TraceId));
}
