using NodaTime;
using RetentionApi.Domain.Relationships;
using RetentionApi.Platform.Explanations;

namespace RetentionApi.Relationships;

/// <summary>How far a customer trusts the merchant, and what moved it. There is no overall average.</summary>
/// <param name="Layers">Cognitive, affective, behavioural. Empty with `withheld`.</param>
/// <param name="Withheld">`objection`: the customer objected to profiling, so nothing is derived.</param>
internal sealed record TrustDetailView(
    Guid CustomerId, Instant AsOf, TrustStage? Stage, ExplanationView? StageBecause, IReadOnlyList<LayerTrustView> Layers, string? Withheld)
{
    private const int MostMovements = 20;

    public static TrustDetailView Of(Guid customerId, Instant asOf, TrustAssessment trust, Reader reader) =>
        new(customerId, asOf, trust.Stage, reader.Explain(trust.StageBecause), [.. trust.Layers.Select(layer => Layer(layer, reader))], null);

    public static TrustDetailView WithheldFrom(Guid customerId, Instant asOf) => new(customerId, asOf, null, null, [], WithheldBecause.Objection);

    private static LayerTrustView Layer(LayerTrust layer, Reader reader) => new(
        layer.Layer, layer.Number, Shown(layer.Certainty), reader.Explain(layer.What),
        [.. layer.Antecedents.Select(a => new AntecedentShareView(a.Antecedent, Shown(a.Positive), Shown(a.Negative), reader.Explain(a.What)))],
        [.. layer.Movements.Take(MostMovements).Select(m => new TrustMovementView(
            m.Evidence.Kind, m.Evidence.IsPositive, m.Evidence.OccurredAt, m.Evidence.Source, Shown(m.Weight), m.IsUnrepairedBreach, reader.Explain(m.What)))]);

    private static decimal Shown(double number) => Math.Round((decimal)number, 2);
}

/// <param name="Number">0 to 100; null: not enough known.</param>
/// <param name="Certainty">0 (nothing known) to 1.</param>
/// <param name="Moved">What moved it, the twenty heaviest first.</param>
internal sealed record LayerTrustView(
    TrustLayer Layer, int? Number, decimal Certainty, ExplanationView What, IReadOnlyList<AntecedentShareView> Antecedents, IReadOnlyList<TrustMovementView> Moved);

/// <summary>What ability, integrity or benevolence did to a layer (Mayer, Davis &amp; Schoorman 1995); null: experience of another kind.</summary>
internal sealed record AntecedentShareView(Antecedent? Antecedent, decimal Positive, decimal Negative, ExplanationView What);

/// <param name="Weight">What is left of it after aging.</param>
/// <param name="IsUnrepairedBreach">It does not age until it is made good.</param>
internal sealed record TrustMovementView(
    EvidenceKind Kind, bool IsPositive, Instant OccurredAt, string Source, decimal Weight, bool IsUnrepairedBreach, ExplanationView What);
