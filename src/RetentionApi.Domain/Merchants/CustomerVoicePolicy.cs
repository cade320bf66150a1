using NodaTime;
using RetentionApi.Domain.Surveys;

namespace RetentionApi.Domain.Merchants;

/// <summary>From which answer on a survey says satisfied, and up to which dissatisfied.</summary>
public sealed record SurveyPolicy
{
    [Between(2, 5)]
    public int SatisfiedCsat { get; init; } = 4;

    [Between(1, 4)]
    public int DissatisfiedCsat { get; init; } = 2;

    /// <summary>From here on they promote the merchant.</summary>
    [Between(1, 10)]
    public int SatisfiedNps { get; init; } = 9;

    /// <summary>Up to here they talk others out of it.</summary>
    [Between(0, 9)]
    public int DissatisfiedNps { get; init; } = 6;

    /// <summary>Up to here a CSAT opens a case.</summary>
    [Between(0, 4)]
    public int CaseCsat { get; init; } = 2;

    /// <summary>Up to here an NPS opens a case.</summary>
    [Between(-1, 9)]
    public int CaseNps { get; init; } = 4;

    /// <summary>Null for kinds that do not say how satisfied somebody is.</summary>
    public int? SatisfiedFrom(SurveyKind kind) => kind switch
    {
        SurveyKind.Csat => SatisfiedCsat,
        SurveyKind.Nps => SatisfiedNps,
        _ => null,
    };

    /// <summary>Null for kinds that do not say how satisfied somebody is.</summary>
    public int? DissatisfiedUpTo(SurveyKind kind) => kind switch
    {
        SurveyKind.Csat => DissatisfiedCsat,
        SurveyKind.Nps => DissatisfiedNps,
        _ => null,
    };

    /// <summary>Null for kinds that do not say how satisfied somebody is.</summary>
    public int? OpensCaseUpTo(SurveyKind kind) => kind switch
    {
        SurveyKind.Csat => CaseCsat,
        SurveyKind.Nps => CaseNps,
        _ => null,
    };
}

/// <summary>When customers are asked for suggestions, and how soon these are replied to.</summary>
public sealed record SuggestionPolicy
{
    /// <summary>In business days.</summary>
    [Between(1, 60)]
    public int ReplyWithinBusinessDays { get; init; } = 3;

    /// <summary>So many good outcomes since the last time, and the customer is asked for suggestions …</summary>
    [Between(1, 20)]
    public int GoodOutcomesToAsk { get; init; } = 2;

    /// <summary>… this long after the last of them …</summary>
    [Days(0, 60)]
    public Duration AskAfter { get; init; } = Duration.FromDays(3);

    [Days(1, 60)]
    public Duration AskWithin { get; init; } = Duration.FromDays(7);

    /// <summary>… and no sooner than this after the last time.</summary>
    [Days(7, 1095)]
    public Duration AskPause { get; init; } = Duration.FromDays(180);
}

/// <summary>For how long the links in messages to customers open a page.</summary>
public sealed record LinkPolicy
{
    /// <summary>To answer a check or a survey, or to make a suggestion.</summary>
    [Days(1, 365, IsReadAtUse = true)]
    public Duration Answers { get; init; } = Duration.FromDays(30);

    /// <summary>To see what became of a suggestion.</summary>
    [Days(1, 1095, IsReadAtUse = true)]
    public Duration Suggestions { get; init; } = Duration.FromDays(365);

    /// <summary>To unsubscribe.</summary>
    [Days(60, 3650, IsReadAtUse = true)]
    public Duration Unsubscribe { get; init; } = Duration.FromDays(1095);
}
