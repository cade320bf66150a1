using NodaTime;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Orders;

/// <summary>Keeps the version of an order that came after a newer one: it changes nothing, and stays. A twin of one that is kept is not kept twice.</summary>
internal static class OrderVersionWrites
{
    private const string Store = """
        WITH version AS (
          INSERT INTO order_versions (merchant_id, order_id, received_at, id, source_updated_at, body)
          SELECT $1, $2, $3, $4, $5, $6::jsonb
          WHERE NOT EXISTS (SELECT 1 FROM order_versions v WHERE v.merchant_id = $1 AND v.order_id = $2 AND v.source_updated_at = $5 AND v.body = $6::jsonb)
          RETURNING id)
        INSERT INTO audit_entries (merchant_id, occurred_at, id, key_id, staff_id, action, subject_kind, subject_id, remote_address, trace_id)
        SELECT $1, $3, id, $7, $8, 'orderReported', 'order', $2, $9, $10 FROM version
        """;

    /// <param name="body">JSON of the report.</param>
    public static void AddLateVersion(this NpgsqlBatch batch, Caller caller, RequestOrigin origin, Guid orderId, Instant sourceUpdatedAt, string body, Instant now) =>
        batch.Add(Store, caller.MerchantId, orderId, now, Ids.New(now), sourceUpdatedAt, body,
            SqlValue.Of(caller.KeyId), SqlValue.Of(caller.StaffId), SqlValue.Of(origin.RemoteAddress), SqlValue.Of(origin.TraceId));
}
