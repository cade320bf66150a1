using NodaTime;
using Npgsql;
using RetentionApi.Domain.Suggestions;
using RetentionApi.Platform.Persistence;
using RetentionApi.Relationships;

namespace RetentionApi.Suggestions;

/// <summary>The suggestions of many persons: what they asked for, what became of it, and when they were told.</summary>
internal static class SuggestionFacts
{
    public static readonly string Statement = CustomerFactStatements.Members + $"""
        SELECT v.customer_id, s.id, v.since, v.merged_from_id IS NULL, s.merged_into_id IS NOT NULL,
          CASE WHEN f.status = 'done' AND f.missed_at IS NULL THEN f.completed_at END, f.missed_at, s.decided_at, s.built_at,
          (SELECT min(n.handed_over_at) FROM suggestion_changes c JOIN notices n ON n.merchant_id = $1 AND n.subject_id = c.id AND n.customer_id = v.customer_id
           WHERE c.merchant_id = $1 AND c.suggestion_id = s.id AND c.kind IN ('planned', 'declined', 'built')),
          p.at, p.planned_on, s.text
        FROM {CustomerFactStatements.Of("suggestion_voices v", "v.customer_id")} JOIN suggestions s ON s.merchant_id = $1 AND s.id = v.suggestion_id
        LEFT JOIN follow_ups f ON f.merchant_id = $1 AND f.id = s.reply_follow_up_id
        LEFT JOIN LATERAL (
          SELECT c.at, c.planned_on FROM suggestion_changes c
          WHERE c.merchant_id = $1 AND c.suggestion_id = s.id AND c.kind = 'planned' AND c.planned_on IS NOT NULL ORDER BY c.at, c.id LIMIT 1) p ON true
        """;

    public static VoicedSuggestion Read(NpgsqlDataReader row) => new(
        row.GetGuid(1), row.GetGuid(0), row.GetFieldValue<Instant>(2), row.GetBoolean(3), row.GetBoolean(4), row.ValueOrNull<Instant>(5), row.ValueOrNull<Instant>(6),
        row.ValueOrNull<Instant>(7), row.ValueOrNull<Instant>(8), row.ValueOrNull<Instant>(9))
    {
        Plan = row.ValueOrNull<Instant>(10) is { } at ? new SuggestionPlan(row.GetString(12), at, row.GetFieldValue<LocalDate>(11)) : null,
    };
}
