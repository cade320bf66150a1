namespace RetentionApi.Domain.Surveys;

/// <summary>What a survey asks, and by which scale it is answered.</summary>
public enum SurveyKind
{
    /// <summary>How satisfied, 1 to 5.</summary>
    Csat,

    /// <summary>How likely they are to recommend the merchant, 0 to 10.</summary>
    Nps,

    /// <summary>How easy it was, 1 (very hard) to 7 (very easy).</summary>
    Ces,

    /// <summary>Price, convenience, quality, relationship and environment, each 1 to 5.</summary>
    FiveValues,
}
