using NodaTime;

namespace RetentionApi.Domain.Relationships;

public enum TrustLayer
{
    /// <summary>Product and service do what was needed; shallow.</summary>
    Cognitive,

    /// <summary>Lasting satisfaction has become preference.</summary>
    Affective,

    /// <summary>They come back, more often, and bring others.</summary>
    Behavioural,
}

/// <summary>What makes the merchant trustworthy (Mayer, Davis &amp; Schoorman 1995).</summary>
public enum Antecedent
{
    Ability,
    Integrity,
    Benevolence,
}

/// <summary>What a fact or the end of a duty leaves behind; the catalogue says what each kind moves.</summary>
public enum EvidenceKind
{
    Welcomed,
    WelcomeMissed,
    EnquiryAnswered,
    EnquiryLate,
    ProactiveWelcomed,
    ProactiveUnwelcome,
    AdviceTaken,
    AdviceRegretted,
    QualityConfirmed,
    DefectReported,
    CheckAnswered,
    CheckMissed,
    PromiseKept,
    PromiseBroken,
    CaseConfirmed,
    CaseOverdue,
    CaseReopened,
    SuggestionMade,
    SuggestionDecided,
    SuggestionOverdue,
    SuggestionBuilt,
    Satisfied,
    Dissatisfied,
    ReviewGood,
    ReviewBad,
    RepeatOrder,
    OrderAfterWinBack,
    ReferralBought,
    Chargeback,
    RefundDissatisfied,
    BreachRepaired,

    /// <summary>Its case ended without the customer's word: the breach is neither made good nor new, and ages from then on. Moves nothing itself.</summary>
    BreachClosed,
}

/// <summary>One append-only row. Unique by merchant, <see cref="Source"/> and <see cref="Kind"/>.</summary>
public sealed record Evidence
{
    public required Guid Id { get; init; }

    public required Guid CustomerId { get; init; }

    public required EvidenceKind Kind { get; init; }

    /// <summary>The fact or duty it comes from: <c>followUp:{id}</c>, <c>orderLine:{id}</c>, <c>order:{id}</c>, <c>return:{id}</c>, <c>interaction:{id}</c>;
    /// a trailing <c>#2</c>, <c>#3</c> … where an earlier row of the same source was withdrawn.</summary>
    public required string Source { get; init; }

    /// <summary>When it happened.</summary>
    public required Instant OccurredAt { get; init; }

    /// <summary>When we learnt of it.</summary>
    public required Instant RecordedAt { get; init; }

    /// <summary>When its fact was withdrawn or corrected, if it was; it counts for nothing from then on. Stored as a withdrawal row of its own.</summary>
    public Instant? WithdrawnAt { get; init; }

    /// <summary>Weight of the row, normally that of its kind in the catalogue.</summary>
    public required double Weight { get; init; }

    /// <summary>For <see cref="EvidenceKind.BreachRepaired"/>, whose source is that of the breach it repairs: the layer of the breach. Otherwise the kind's own.</summary>
    public TrustLayer? LayerOfBreach { get; init; }

    public Guid? ProductId { get; init; }

    public string? Batch { get; init; }

    public Guid? OrderId { get; init; }

    public TrustLayer? Layer => LayerOfBreach ?? EvidenceCatalogue.Of(Kind).Layer;

    public bool IsPositive => EvidenceCatalogue.Of(Kind).IsPositive;

    /// <summary>Whether it had happened by <paramref name="asOf"/> and, by what was known at <paramref name="knownAt"/>, counts.</summary>
    public bool Counts(Instant asOf, Instant knownAt) => OccurredAt <= asOf && RecordedAt <= knownAt && !(WithdrawnAt <= knownAt);

    /// <summary>Whether <paramref name="later"/> makes good this breach, or says that nobody can any more.</summary>
    internal bool IsSettledBy(Evidence later) =>
        EvidenceCatalogue.SettlesBreach(later.Kind) && later.OccurredAt >= OccurredAt && Subject(later.Source).SequenceEqual(Subject(Source));

    private static ReadOnlySpan<char> Subject(string source) => source.IndexOf('#') is var mark and >= 0 ? source.AsSpan(0, mark) : source;
}
