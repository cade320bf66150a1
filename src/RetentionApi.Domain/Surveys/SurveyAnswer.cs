using RetentionApi.Domain.Common;
using RetentionApi.Domain.Merchants;

namespace RetentionApi.Domain.Surveys;

/// <summary>What a customer answered: one score, or a rating for some of the five values.</summary>
/// <param name="Text">In their own words.</param>
public sealed record SurveyAnswer(int? Score, IReadOnlyDictionary<CustomerValue, int> Ratings, string? Text)
{
    public const int LongestText = 2000;

    public static SurveyAnswer Of(int? score, string? text = null) => new(score, new Dictionary<CustomerValue, int>(), Trimmed(text));

    public static SurveyAnswer OfValues(IReadOnlyDictionary<CustomerValue, int> ratings, string? text = null) => new(null, ratings, Trimmed(text));

    /// <summary>Null where it answers a survey of this kind.</summary>
    public Error? ProblemFor(SurveyKind kind)
    {
        var scale = SurveyScale.Of(kind);
        if (Text?.Length > LongestText)
            return SurveyErrors.TextTooLong;
        if (kind is SurveyKind.FiveValues ? Ratings.Count == 0 || Score is not null : Score is null || Ratings.Count > 0)
            return SurveyErrors.NothingChosen;
        return Ratings.Values.Append(Score ?? scale.Best).All(scale.Holds) ? null : SurveyErrors.OffScale(scale);
    }

    /// <summary>As the timeline tells it: <c>9</c>, or <c>price 3, quality 5</c>, and the words.</summary>
    public string Summary
    {
        get
        {
            var ratings = Score is { } score ? $"{score}" : string.Join(", ", Ratings.OrderBy(r => r.Key).Select(r => $"{Explanation.NameOf(r.Key)} {r.Value}"));
            return Text is null ? ratings : $"{ratings} · {Text}";
        }
    }

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

public static class SurveyErrors
{
    public static readonly Error NothingChosen = Error.Refused("survey.nothing_chosen", "Choose an answer on the scale.", "/score");

    public static readonly Error TextTooLong = Error.Refused("survey.text_too_long", $"At most {SurveyAnswer.LongestText} characters.", "/text");

    public static Error OffScale(SurveyScale scale) => Error.Refused("survey.off_scale", $"An answer is a whole number from {scale.Worst} to {scale.Best}.", "/score");
}
