using RetentionApi.Domain.Merchants;
using static RetentionApi.Domain.Relationships.Antecedent;
using static RetentionApi.Domain.Relationships.EvidenceKind;
using static RetentionApi.Domain.Relationships.TrustLayer;

namespace RetentionApi.Domain.Relationships;

/// <summary>What evidence of one kind says.</summary>
/// <param name="Level">The rung it belongs to; null: none.</param>
/// <param name="Layer">The layer it moves; null only for <see cref="BreachRepaired"/>, which moves that of the breach, and <see cref="BreachClosed"/>, which moves none.</param>
public sealed record EvidenceMeaning(bool IsPositive, Level? Level, TrustLayer? Layer, Antecedent? Antecedent);

/// <summary>The one table of what each kind of evidence moves.</summary>
public static class EvidenceCatalogue
{
    private static readonly EvidenceMeaning[] Meanings = [.. Enum.GetValues<EvidenceKind>().Select(Describe)];

    public static EvidenceMeaning Of(EvidenceKind kind) => Meanings[(int)kind];

    /// <summary>A breach does not age until it is settled.</summary>
    public static bool IsBreach(EvidenceKind kind) => kind is PromiseBroken or CaseOverdue;

    /// <summary>From when on a breach ages: it was made good, or the last word of its case was spoken.</summary>
    public static bool SettlesBreach(EvidenceKind kind) => kind is BreachRepaired or BreachClosed;

    /// <summary>What a row of this kind weighs while it is fresh.</summary>
    public static double WeightOf(EvidenceKind kind, TrustPolicy policy) => kind switch
    {
        SuggestionBuilt => policy.SuggestionBuiltWeighs,
        ReferralBought => policy.ReferralBoughtWeighs,
        _ => 1,
    };

    private static EvidenceMeaning Describe(EvidenceKind kind) => kind switch
    {
        Welcomed => Good(Level.Basic, Affective, Benevolence),
        WelcomeMissed => Bad(Level.Basic, Affective, Benevolence),
        EnquiryAnswered => Good(Level.Proactive, Cognitive, Ability),
        EnquiryLate => Bad(Level.Proactive, Cognitive, Ability),
        ProactiveWelcomed => Good(Level.Proactive, Affective, Benevolence),
        ProactiveUnwelcome => Bad(Level.Proactive, Affective, Benevolence),
        AdviceTaken => Good(Level.Cooperative, Cognitive, Ability),
        AdviceRegretted => Bad(Level.Cooperative, Cognitive, Ability),
        QualityConfirmed => Good(Level.Responsible, Cognitive, Ability),
        DefectReported => Bad(Level.Responsible, Cognitive, Ability),
        CheckAnswered => Good(Level.Responsible, Affective, Benevolence),
        CheckMissed => Bad(Level.Responsible, Affective, Benevolence),
        PromiseKept => Good(Level.Responsible, Cognitive, Integrity),
        PromiseBroken => Bad(Level.Responsible, Cognitive, Integrity),
        CaseConfirmed => Good(Level.Responsible, Affective, Ability),
        CaseOverdue or CaseReopened => Bad(Level.Responsible, Affective, Ability),
        SuggestionMade => Good(Level.Interactive, Affective, Benevolence),
        SuggestionDecided => Good(Level.Interactive, Affective, Integrity),
        SuggestionOverdue => Bad(Level.Interactive, Affective, Integrity),
        SuggestionBuilt => Good(Level.Interactive, Affective, Integrity),
        Satisfied => Good(null, Affective),
        Dissatisfied => Bad(null, Affective),
        ReviewGood => Good(null, Cognitive),
        ReviewBad => Bad(null, Cognitive),
        RepeatOrder or OrderAfterWinBack => Good(null, Behavioural),
        ReferralBought => Good(null, Behavioural),
        Chargeback or RefundDissatisfied => Bad(null, Behavioural),
        BreachRepaired => Good(null, null, Integrity),
        BreachClosed => Good(null, null),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private static EvidenceMeaning Good(Level? level, TrustLayer? layer, Antecedent? antecedent = null) => new(true, level, layer, antecedent);

    private static EvidenceMeaning Bad(Level? level, TrustLayer? layer, Antecedent? antecedent = null) => new(false, level, layer, antecedent);
}
