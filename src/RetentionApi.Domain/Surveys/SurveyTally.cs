namespace RetentionApi.Domain.Surveys;

/// <summary>How many answered in some stretch of time, how many of them were satisfied (promoters) and dissatisfied (detractors), and the sum of their scores.</summary>
public sealed record SurveyTally(long Answered, long Satisfied, long Dissatisfied, long Sum)
{
    /// <summary>
    /// CSAT: the share of satisfied answers in per cent. NPS: promoters less detractors in per cent, −100 to 100 (Reichheld 2003). CES: the mean.
    /// Null where nobody answered, and for the five values, which have no common score.
    /// </summary>
    public double? ScoreOf(SurveyKind kind) => Answered == 0 ? null : kind switch
    {
        SurveyKind.Csat => 100.0 * Satisfied / Answered,
        SurveyKind.Nps => 100.0 * (Satisfied - Dissatisfied) / Answered,
        SurveyKind.Ces => (double)Sum / Answered,
        _ => null,
    };
}
