using RetentionApi.Domain.Common;

namespace RetentionApi.Domain.Relationships;

/// <summary>How far trust has come.</summary>
public enum TrustStage
{
    Contact,

    /// <summary>The customer gave something of theirs: an enquiry, an answer, a preference, a suggestion, an order.</summary>
    Sharing,

    /// <summary>They have a delivered order and experience with it.</summary>
    Verifying,

    /// <summary>Known to be good in product and care, and they came back.</summary>
    Established,

    /// <summary>Stands instead of the others while a breach is unrepaired.</summary>
    InRepair,
}

/// <summary>What the stage needs to know beside evidence.</summary>
/// <param name="HasShared">There is an enquiry, an answer, a preference, a suggestion or an order.</param>
public readonly record struct TrustBasis(bool HasShared, bool HasDeliveredOrder);

/// <summary>One row's part in a layer.</summary>
/// <param name="Weight">What is left of it after aging.</param>
/// <param name="IsUnrepairedBreach">It does not age.</param>
public sealed record TrustMovement(Evidence Evidence, double Weight, bool IsUnrepairedBreach, Explanation What);

/// <summary>What one antecedent did to a layer; null: kinds that have none.</summary>
public sealed record AntecedentShare(Antecedent? Antecedent, double Positive, double Negative, Explanation What);

/// <param name="Number">0 to 100; null: not enough known.</param>
/// <param name="Movements">What moved it, heaviest first.</param>
public sealed record LayerTrust(
    TrustLayer Layer, int? Number, double Certainty, TrustSums Sums, Explanation What, IReadOnlyList<AntecedentShare> Antecedents, IReadOnlyList<TrustMovement> Movements);

/// <summary>A breach that is not made good.</summary>
/// <param name="Remedy">What makes it good.</param>
public sealed record OpenBreach(Evidence Evidence, Explanation What, Explanation Remedy);

/// <param name="Layers">Cognitive, affective, behavioural; there is no overall average.</param>
public sealed record TrustAssessment(IReadOnlyList<LayerTrust> Layers, TrustStage Stage, Explanation StageBecause)
{
    /// <summary>Oldest first.</summary>
    public IReadOnlyList<OpenBreach> OpenBreaches =>
    [
        .. Layers.SelectMany(l => l.Movements).Where(m => m.IsUnrepairedBreach).OrderBy(m => m.Evidence.OccurredAt).ThenBy(m => m.Evidence.Id)
            .Select(m => new OpenBreach(m.Evidence, m.What, RemedyOf(m.Evidence))),
    ];

    public LayerTrust Of(TrustLayer layer) => Layers[(int)layer];

    private static Explanation RemedyOf(Evidence breach) => breach.Kind is EvidenceKind.PromiseBroken
        ? Explanation.Of("breach.repairPromise", ("source", breach.Source))
        : Explanation.Of("breach.confirmCase", ("source", breach.Source));
}
