using NodaTime;
using Npgsql;
using RetentionApi.Domain.Merchants;
using RetentionApi.Domain.Surveys;
using RetentionApi.Platform.Persistence;
using RetentionApi.Relationships;

namespace RetentionApi.Surveys;

/// <summary>The answered surveys of many persons.</summary>
internal static class SurveyFacts
{
    public static readonly string Statement = CustomerFactStatements.Members + $"""
        SELECT i.customer_id, i.id, i.kind, i.answered_at, i.score, i.price, i.convenience, i.quality, i.relationship, i.environment, i.text, i.order_id
        FROM {CustomerFactStatements.Of("survey_invitations i", "i.customer_id")} WHERE i.answered_at IS NOT NULL
        """;

    public static SurveyResponse Read(NpgsqlDataReader row) => new(
        row.GetGuid(1), row.GetGuid(0), EnumWords.Parse<SurveyKind>(row.GetString(2)), row.ValueOrNull<int>(4), RatingsFrom(row, 5), row.GetFieldValue<Instant>(3), row.TextOrNull(10),
        row.ValueOrNull<Guid>(11));

    private static Dictionary<CustomerValue, int> RatingsFrom(NpgsqlDataReader row, int first) => Enum.GetValues<CustomerValue>()
        .Where(value => !row.IsDBNull(first + (int)value))
        .ToDictionary(value => value, value => row.GetInt32(first + (int)value));
}
