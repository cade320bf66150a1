using NodaTime;
using Npgsql;
using RetentionApi.Domain.Suggestions;
using RetentionApi.Platform.Persistence;
using RetentionApi.Relationships;

namespace RetentionApi.Suggestions;

/// <summary>The suggestions of many persons: what they asked for, what became of it, and when they were told.</summary>
internal static class SuggestionFacts
{
    /// <summary>Of a suggestion's words so many characters say what was promised.</summary>
    private const int LongestWords = 200;

    public static readonly string Statement = CustomerFactStatements.Members + $"""
        SELECT v.customer_id, s.id, v.since, v.merged_from_id IS NULL, s.merged_into_id IS NOT NULL,
          CASE WHEN f.status = 'done' AND f.missed_at IS NULL THEN f.completed_at END, f.missed_at, s.decided_at, COALESCE(s.built_at, onward.built_at),
          (SELECT min(n.handed_over_at) FROM suggestion_changes c JOIN notices n ON n.merchant_id = $1 AND n.subject_id = c.id AND n.customer_id = v.customer_id
           WHERE c.merchant_id = $1 AND c.suggestion_id = s.id AND c.kind IN ('planned', 'declined', 'built')),
          left(s.text, {LongestWords}), s.planned_on, told.planned_at, told.declined_at, s.replied_at IS NULL AND s.merged_into_id IS NULL
        FROM {CustomerFactStatements.Of("suggestion_voices v", "v.customer_id")} JOIN suggestions s ON s.merchant_id = $1 AND s.id = v.suggestion_id
        LEFT JOIN suggestions onward ON onward.merchant_id = $1 AND onward.id = s.merged_into_id
        LEFT JOIN follow_ups f ON f.merchant_id = $1 AND f.id = s.reply_follow_up_id
        CROSS JOIN LATERAL (
          SELECT max(c.at) FILTER (WHERE c.kind = 'planned') AS planned_at, max(c.at) FILTER (WHERE c.kind = 'declined') AS declined_at
          FROM suggestion_changes c WHERE c.merchant_id = $1 AND c.suggestion_id = CASE WHEN onward.id IS NULL THEN s.id ELSE onward.id END) told
        """;

    public static VoicedSuggestion Read(NpgsqlDataReader row) => new(
        row.GetGuid(1), row.GetGuid(0), row.GetFieldValue<Instant>(2), row.GetBoolean(3), row.GetBoolean(4), row.ValueOrNull<Instant>(5), row.ValueOrNull<Instant>(6),
        row.ValueOrNull<Instant>(7), row.ValueOrNull<Instant>(8), row.ValueOrNull<Instant>(9))
    {
        Plan = row.ValueOrNull<LocalDate>(11) is { } on && row.ValueOrNull<Instant>(12) is { } at ? new SuggestionPlan(row.GetString(10), on, at) : null,
        DeclinedAt = row.ValueOrNull<Instant>(13),
        IsUnanswered = row.GetBoolean(14),
    };
}
