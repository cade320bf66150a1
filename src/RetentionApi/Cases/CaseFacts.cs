using NodaTime;
using Npgsql;
using RetentionApi.Domain.Cases;
using RetentionApi.Platform.Persistence;
using RetentionApi.Relationships;

namespace RetentionApi.Cases;

/// <summary>What the derivation reads of cases.</summary>
internal static class CaseFacts
{
    public static readonly string Statement = CustomerFactStatements.Members + $"""
        SELECT c.customer_id, c.id, c.status, c.outcome, c.run, c.order_id, ARRAY(SELECT s.source FROM jsonb_to_recordset(c.complaints) AS s(source text) WHERE s.source IS NOT NULL),
          c.reopened_at, c.closed_at, c.topic, c.received_at
        FROM {CustomerFactStatements.Of("cases c", "c.customer_id")}
        """;

    public static CaseRecord Read(NpgsqlDataReader row) => new(
        row.GetGuid(1), row.GetGuid(0), EnumWords.Parse<CaseStatus>(row.GetString(2)), row.WordOrNull<CaseOutcome>(3), row.GetInt32(4), row.ValueOrNull<Guid>(5), row.Texts(6),
        row.GetFieldValue<Instant[]>(7), row.ValueOrNull<Instant>(8),
        EnumWords.Parse<CaseTopic>(row.GetString(9)), row.GetFieldValue<Instant>(10));
}
