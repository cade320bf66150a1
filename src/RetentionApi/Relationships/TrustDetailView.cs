using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Relationships;
using RetentionApi.Platform.Explanations;

namespace RetentionApi.Relationships;

/// <summary>How far a customer trusts the merchant, and what moved it. There is no overall average.</summary>
/// <param name="Layers">Cognitive, affective, behavioural. Empty with `withheld`.</param>
/// <param name="OpenBreaches">Broken promises and overdue cases that are not made good, oldest first, each with what makes it good.</param>
/// <param name="Extended">How far you can trust the customer in turn: advice only, nothing acts on it. Null with `withheld`.</param>
/// <param name="Withheld">`objection`: the customer objected to profiling, so nothing is derived.</param>
internal sealed record TrustDetailView(
    Guid CustomerId, Instant AsOf, TrustStage? Stage, ExplanationView? StageBecause, IReadOnlyList<LayerTrustView> Layers, IReadOnlyList<OpenBreachView> OpenBreaches,
    TrustExtendedView? Extended, string? Withheld)
{
    private const int MostMovements = 20;

    public static TrustDetailView Of(Guid customerId, Instant asOf, TrustAssessment trust, TrustExtended extended, Reader reader) => new(
        customerId, asOf, trust.Stage, reader.Explain(trust.StageBecause), [.. trust.Layers.Select(layer => Layer(layer, reader))],
        [.. trust.OpenBreaches.Select(b => new OpenBreachView(
            b.Evidence.Kind, b.Evidence.OccurredAt, b.Evidence.Source, FactKey.Id(b.Evidence.Source), reader.Explain(b.What), reader.Explain(b.Remedy)))],
        TrustExtendedView.Of(extended, reader), null);

    public static TrustDetailView WithheldFrom(Guid customerId, Instant asOf) => new(customerId, asOf, null, null, [], [], null, WithheldBecause.Objection);

    private static LayerTrustView Layer(LayerTrust layer, Reader reader) => new(
        layer.Layer, layer.Number, Shown(layer.Certainty), reader.Explain(layer.What),
        [.. layer.Antecedents.Select(a => new AntecedentShareView(a.Antecedent, Shown(a.Positive), Shown(a.Negative), reader.Explain(a.What)))],
        [.. layer.Movements.Take(MostMovements).Select(m => new TrustMovementView(
            m.Evidence.Kind, m.Evidence.IsPositive, m.Evidence.OccurredAt, m.Evidence.Source, Shown(m.Weight), m.IsUnrepairedBreach, reader.Explain(m.What)))]);

    private static decimal Shown(double number) => Math.Round((decimal)number, 2);
}

/// <param name="Source">`promise:{id}` or `case:{id}`, with `:2` behind it for the second time that a case was open.</param>
/// <param name="SubjectId">The promise to be repaired (`POST /v1/promises/{id}/repair`), or the case that the customer is to confirm (`POST /v1/cases/{id}/revisit`).</param>
/// <param name="Remedy">What makes it good.</param>
internal sealed record OpenBreachView(EvidenceKind Kind, Instant OccurredAt, string Source, Guid? SubjectId, ExplanationView What, ExplanationView Remedy);

/// <param name="InstantRefundUpTo">What can be paid back before the goods are seen again.</param>
/// <param name="ReserveWithoutDeposit">Goods can be put aside without a payment.</param>
internal sealed record TrustExtendedView(Money InstantRefundUpTo, ExplanationView RefundBecause, bool ReserveWithoutDeposit, ExplanationView ReserveBecause)
{
    public static TrustExtendedView Of(TrustExtended extended, Reader reader) =>
        new(extended.InstantRefundUpTo, reader.Explain(extended.RefundBecause), extended.ReserveWithoutDeposit, reader.Explain(extended.ReserveBecause));
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
