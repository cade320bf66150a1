using NodaTime;
using Npgsql;
using RetentionApi.Domain.Promises;
using RetentionApi.Platform.Persistence;
using RetentionApi.Relationships;

namespace RetentionApi.Promises;

/// <summary>What the derivation reads of promises: all that it may change, and its evidence.</summary>
internal static class PromiseFacts
{
    public static readonly string Statement = CustomerFactStatements.Members + $"""
        SELECT p.merchant_id, p.id, p.customer_id, p.source, p.what, p.made_by, p.place, p.made_at, p.due_at, p.grace, p.order_id, p.status, p.broken_at, p.settled_at, p.settled_by,
          p.is_settled_by_hand, p.note, p.repaired_by, p.replaced_by, p.version, p.created_at
        FROM {CustomerFactStatements.Of("promises p", "p.customer_id")}
        """;

    public static Promise Read(NpgsqlDataReader row) => Promise.Stored(
        new NewPromise(
            row.GetGuid(0), row.GetGuid(1), row.GetGuid(2), row.GetString(3), row.GetString(4), row.GetFieldValue<Instant>(7), row.GetFieldValue<Instant>(8), row.ValueOrNull<Guid>(5),
            row.TextOrNull(6), row.ValueOrNull<Guid>(10), row.GetFieldValue<Duration>(9)),
        new PromiseState(
            EnumWords.Parse<PromiseStatus>(row.GetString(11)), row.ValueOrNull<Instant>(12), row.ValueOrNull<Instant>(13), row.ValueOrNull<Guid>(14), row.GetBoolean(15), row.TextOrNull(16),
            row.WordOrNull<RepairMeans>(17), row.ValueOrNull<Guid>(18), row.GetInt32(19)),
        row.GetFieldValue<Instant>(20));
}
