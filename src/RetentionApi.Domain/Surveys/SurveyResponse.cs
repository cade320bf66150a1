using NodaTime;
using RetentionApi.Domain.Merchants;

namespace RetentionApi.Domain.Surveys;

/// <summary>An answered survey, as one of a customer's facts.</summary>
/// <param name="Score">Null for the five values.</param>
/// <param name="Ratings">Of the five values those that were rated.</param>
/// <param name="Text">In their own words.</param>
/// <param name="OrderId">The order they were asked about; null: none.</param>
public sealed record SurveyResponse(Guid Id, Guid CustomerId, SurveyKind Kind, int? Score, IReadOnlyDictionary<CustomerValue, int> Ratings, Instant AnsweredAt, string? Text = null,
    Guid? OrderId = null)
{
    public bool IsSatisfied(SurveyPolicy policy) => Score >= policy.SatisfiedFrom(Kind);

    public bool IsDissatisfied(SurveyPolicy policy) => Score <= policy.DissatisfiedUpTo(Kind);

    public bool OpensCase(SurveyPolicy policy) => Score <= policy.OpensCaseUpTo(Kind);

    /// <summary>How far each rated value falls behind the best rated: what they miss most.</summary>
    public IReadOnlyDictionary<CustomerValue, int> Shortfalls =>
        Ratings.Count == 0 ? Ratings : Ratings.ToDictionary(r => r.Key, r => Ratings.Values.Max() - r.Value);
}
