using System.Text.Json;
using NodaTime;
using RetentionApi.Domain.Surveys;
using RetentionApi.Platform.Json;

namespace RetentionApi.Surveys;

/// <summary>What you ask your customers.</summary>
/// <param name="Questions">By language, your own wording; empty: the product's.</param>
internal sealed record SurveyView(Guid Id, SurveyKind Kind, string Name, IReadOnlyDictionary<string, string> Questions, Instant CreatedAt)
{
    public static SurveyView Of(SurveyRow row) =>
        new(row.Id, row.Kind, row.Name, JsonSerializer.Deserialize<Dictionary<string, string>>(row.Questions, JsonDefaults.Options)!, row.CreatedAt);
}

/// <summary>That customers are being asked: a message for each, when their consent, their night and the number of messages of the week allow.</summary>
/// <param name="Asked">How many; who was merged into another is asked once, about orders once for each.</param>
internal sealed record SurveySendingView(Guid SurveyId, int Asked, Instant AskedAt);

/// <summary>What one customer answered.</summary>
/// <param name="CustomerId">After a merge the survivor.</param>
/// <param name="OrderId">The order they were asked about; null: none.</param>
/// <param name="Score">Null for the five values.</param>
/// <param name="Ratings">Of the five values; null for all other kinds.</param>
/// <param name="Text">In their own words.</param>
internal sealed record SurveyResponseView(
    Guid Id, Guid SurveyId, Guid CustomerId, string? CustomerName, Guid? OrderId, SurveyKind Kind, int? Score, FiveValuesView? Ratings, string? Text, Instant AskedAt, Instant AnsweredAt);

/// <summary>Each 1 to 5; null: not rated.</summary>
internal sealed record FiveValuesView(double? Price, double? Convenience, double? Quality, double? Relationship, double? Environment);

/// <summary>How a survey is answered, in all and by month.</summary>
/// <param name="Months">Oldest first; months in which nobody was asked or answered are left out.</param>
internal sealed record SurveySummaryView(Guid SurveyId, SurveyKind Kind, SurveyScoreView Overall, IReadOnlyList<SurveyScoreView> Months);

/// <param name="Month">Its first day, by the merchant's clock; null: of all.</param>
/// <param name="Score">CSAT: the satisfied in per cent. NPS: promoters less detractors in per cent. CES: the mean. Null where nobody answered, and for the five values.</param>
/// <param name="Ratings">Of the five values the means; null for all other kinds.</param>
internal sealed record SurveyScoreView(LocalDate? Month, long Asked, long Answered, double? Score, FiveValuesView? Ratings);
