using NodaTime;
using Npgsql;
using RetentionApi.Domain.Cooperation;
using RetentionApi.Platform.Persistence;
using RetentionApi.Relationships;

namespace RetentionApi.Cooperation;

/// <summary>Advice as the spine reads it.</summary>
internal static class AdviceFacts
{
    public static readonly string Statement = CustomerFactStatements.Members + $"""
        SELECT a.customer_id, a.id, a.cause, a.given_at, ARRAY(SELECT (p ->> 'productId')::uuid FROM jsonb_array_elements(a.products) p), a.accepted_at, a.accepted_product_id, a.regretted_at
        FROM {CustomerFactStatements.Of("advice a", "a.customer_id")}
        """;

    public static AdviceRecord Read(NpgsqlDataReader row) => new(
        row.GetGuid(1), row.GetGuid(0), row.GetString(2), row.GetFieldValue<Instant>(3), row.Ids(4), row.ValueOrNull<Instant>(5), row.ValueOrNull<Guid>(6), row.ValueOrNull<Instant>(7));
}
