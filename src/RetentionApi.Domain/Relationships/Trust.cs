using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Merchants;

namespace RetentionApi.Domain.Relationships;

/// <summary>Computes trust from evidence alone.</summary>
public static class Trust
{
    private static readonly TrustLayer[] Layers = Enum.GetValues<TrustLayer>();

    /// <param name="asOf">What happened after it is left out.</param>
    /// <param name="knownAt">What was recorded after it is left out, what was withdrawn by then too.</param>
    public static TrustAssessment Assess(IReadOnlyCollection<Evidence> evidence, TrustBasis basis, TrustPolicy policy, Instant asOf, Instant knownAt)
    {
        // One order for whatever order of arrival: sums of the same numbers in another order can differ in the last digit.
        Evidence[] rows = [.. evidence.Where(e => e.Counts(asOf, knownAt)).OrderBy(e => e.OccurredAt).ThenBy(e => e.Id)];
        Evidence[] settlements = [.. rows.Where(e => EvidenceCatalogue.SettlesBreach(e.Kind))];
        LayerTrust[] layers = [.. Layers.Select(layer => OfLayer(layer, [.. rows.Where(e => e.Layer == layer).Select(Move)], policy, asOf))];
        var stage = StageOf([.. layers.Select(l => l.Sums)], basis, rows, policy);
        return new TrustAssessment(layers, stage, Explanation.Of("stage." + Explanation.NameOf(stage)));

        TrustMovement Move(Evidence row)
        {
            var settled = settlements.FirstOrDefault(row.IsSettledBy)?.OccurredAt;
            var isUnrepaired = EvidenceCatalogue.IsBreach(row.Kind) && settled is null;
            var age = asOf - (EvidenceCatalogue.IsBreach(row.Kind) ? settled ?? asOf : row.OccurredAt);
            var what = Explanation.Of("evidence." + Explanation.NameOf(row.Kind), ("on", row.OccurredAt), ("source", row.Source));
            return new(row, row.Weight * Aging.Kept(age, HalfLifeDays(row.Layer!.Value, policy)), isUnrepaired, what);
        }
    }

    public static double HalfLifeDays(TrustLayer layer, TrustPolicy policy) => layer switch
    {
        TrustLayer.Cognitive => policy.CognitiveHalfLifeDays,
        TrustLayer.Affective => policy.AffectiveHalfLifeDays,
        TrustLayer.Behavioural => policy.BehaviouralHalfLifeDays,
        _ => throw new ArgumentOutOfRangeException(nameof(layer), layer, null),
    };

    /// <summary>The stage from what is stored of a customer: the sums of the three layers as of now and three facts.</summary>
    public static TrustStage Stage(IReadOnlyList<TrustSums> sums, TrustBasis basis, bool hasExperience, bool hasOrderedAgain, TrustPolicy policy)
    {
        bool IsEstablished(TrustLayer layer) =>
            sums[(int)layer].Reputation(policy) is var known && known.Trust >= policy.EstablishedTrust && known.Certainty >= policy.EstablishedCertainty;

        if (sums.Any(s => s.Breach > 0))
            return TrustStage.InRepair;
        if (!basis.HasDeliveredOrder || !hasExperience)
            return basis.HasShared || basis.HasDeliveredOrder ? TrustStage.Sharing : TrustStage.Contact;
        return hasOrderedAgain && IsEstablished(TrustLayer.Cognitive) && IsEstablished(TrustLayer.Affective) ? TrustStage.Established : TrustStage.Verifying;
    }

    private static TrustStage StageOf(TrustSums[] sums, TrustBasis basis, Evidence[] rows, TrustPolicy policy) => Stage(
        sums,
        basis,
        hasExperience: rows.Any(e => e.Layer is TrustLayer.Cognitive or TrustLayer.Affective),
        hasOrderedAgain: rows.Any(e => e.Kind is EvidenceKind.RepeatOrder or EvidenceKind.OrderAfterWinBack),
        policy);

    private static LayerTrust OfLayer(TrustLayer layer, TrustMovement[] movements, TrustPolicy policy, Instant asOf)
    {
        var sums = new TrustSums(
            asOf,
            Positive: movements.Where(m => m.Evidence.IsPositive).Sum(m => m.Weight),
            Negative: movements.Where(m => !m.Evidence.IsPositive && !m.IsUnrepairedBreach).Sum(m => m.Weight),
            Breach: movements.Where(m => m.IsUnrepairedBreach).Sum(m => m.Weight));
        var known = sums.Reputation(policy);
        var number = known.Number(policy.LeastCertainty);
        var antecedents = movements
            .GroupBy(m => EvidenceCatalogue.Of(m.Evidence.Kind).Antecedent)
            .OrderBy(g => g.Key is null).ThenBy(g => g.Key)
            .Select(g => Share(g.Key, [.. g]));
        return new LayerTrust(
            layer, number, known.Certainty, sums, Describe(layer, number, movements), [.. antecedents], [.. movements.OrderByDescending(m => m.Weight).ThenBy(m => m.Evidence.Id)]);
    }

    private static Explanation Describe(TrustLayer layer, int? number, TrustMovement[] movements)
    {
        var breach = movements.FirstOrDefault(m => m.IsUnrepairedBreach);
        if (number is null)
            return Explanation.Of("trust.notEnoughKnown", ("layer", layer));
        return breach is null
            ? Explanation.Of("trust.known", ("layer", layer), ("number", number), ("good", Count(movements, true)), ("bad", Count(movements, false)))
            : Explanation.Of("trust.breached", ("layer", layer), ("number", number), ("on", breach.Evidence.OccurredAt), ("source", breach.Evidence.Source));
    }

    private static AntecedentShare Share(Antecedent? antecedent, TrustMovement[] movements)
    {
        (string, object)[] counts = [("good", Count(movements, true)), ("bad", Count(movements, false))];
        var what = antecedent is { } known ? Explanation.Of("trust.antecedent", [("antecedent", known), .. counts]) : Explanation.Of("trust.otherExperience", counts);
        double Weigh(bool isPositive) => movements.Where(m => m.Evidence.IsPositive == isPositive).Sum(m => m.Weight);
        return new AntecedentShare(antecedent, Weigh(true), Weigh(false), what);
    }

    private static int Count(TrustMovement[] movements, bool isPositive) => movements.Count(m => m.Evidence.IsPositive == isPositive);
}
