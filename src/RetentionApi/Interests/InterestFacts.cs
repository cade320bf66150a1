using NodaTime;
using Npgsql;
using RetentionApi.Domain.Interests;
using RetentionApi.Platform.Persistence;
using RetentionApi.Relationships;

namespace RetentionApi.Interests;

/// <summary>Interests as the spine reads them.</summary>
internal static class InterestFacts
{
    public static readonly string Statement = CustomerFactStatements.Members + $"""
        SELECT i.customer_id, i.id, i.product_id, i.kind, i.asked_at, i.fulfilled_at, i.ended_at, i.expected_on, p.name
        FROM {CustomerFactStatements.Of("interests i", "i.customer_id")} LEFT JOIN products p ON i.expected_on IS NOT NULL AND p.merchant_id = $1 AND p.id = i.product_id
        """;

    public static Interest Read(NpgsqlDataReader row) => new(
        row.GetGuid(1), row.GetGuid(0), row.GetGuid(2), EnumWords.Parse<InterestKind>(row.GetString(3)), row.GetFieldValue<Instant>(4), row.ValueOrNull<Instant>(5),
        row.ValueOrNull<Instant>(6))
    {
        ExpectedOn = row.ValueOrNull<LocalDate>(7),
        ProductName = row.TextOrNull(8),
    };
}
