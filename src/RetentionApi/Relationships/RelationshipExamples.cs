using RetentionApi.Domain.Relationships;
using RetentionApi.Merchants;

namespace RetentionApi.Relationships;

/// <summary>What the description shows of level and trust: who answered her first quality check.</summary>
internal static class RelationshipExamples
{
    private static readonly string Check = $"followUp:{ExampleShop.FollowUp}", Welcome = $"followUp:{ExampleShop.Welcome}";

    private static readonly EvidenceView
        CheckAnswered = new(EvidenceKind.CheckAnswered, true, ExampleShop.Answered, Check, ExampleShop.Explain("evidence.checkAnswered", ("on", ExampleShop.Answered), ("source", Check))),
        Welcomed = new(EvidenceKind.Welcomed, true, ExampleShop.Welcomed, Welcome, ExampleShop.Explain("evidence.welcomed", ("on", ExampleShop.Welcomed), ("source", Welcome)));

    public static readonly RelationshipView Relationship = new(
        ExampleShop.Customer, ExampleShop.Now, Level.Responsible, Level.Responsible, ExampleShop.Answered,
        [
            new RungView(Level.Basic, RungState.Met, ExampleShop.Explain("rung.welcomed", ("on", ExampleShop.Welcomed), ("source", Welcome)), null, [Welcomed]),
            new RungView(Level.Proactive, RungState.NotYet, ExampleShop.Explain("rung.noEnquiryAnswered", ("days", 180)), null, []),
            new RungView(Level.Cooperative, RungState.NotYet, ExampleShop.Explain("rung.noAdviceTaken", ("days", 365)), null, []),
            new RungView(
                Level.Responsible, RungState.Met, ExampleShop.Explain("rung.checkAnswered", ("on", ExampleShop.Answered), ("source", Check)),
                ExampleShop.Answered + NodaTime.Duration.FromDays(365), [CheckAnswered]),
            new RungView(Level.Interactive, RungState.NotYet, ExampleShop.Explain("rung.noSuggestionDecided", ("days", 365)), null, []),
        ],
        null, null, new NextStepView(ExampleShop.Explain("raise.nextSuggestion", ("level", Level.Interactive)), null),
        [
            new TransitionView(
                ExampleShop.Answered, Level.Basic, Level.Responsible, ExampleShop.Explain("rung.checkAnswered", ("on", ExampleShop.Answered), ("source", Check)), 1, ExampleShop.Answered),
        ],
        null, 1, null);

    public static readonly TrustDetailView Trust = new(
        ExampleShop.Customer, ExampleShop.Now, TrustStage.Verifying, ExampleShop.Explain("stage.verifying"),
        [
            Known(TrustLayer.Cognitive, 67, 0.33m, Antecedent.Ability, 1, 1.00m, [Moved(EvidenceKind.QualityConfirmed, ExampleShop.Answered, $"orderLine:{ExampleShop.OrderLine}", 1.00m)]),
            Known(
                TrustLayer.Affective, 75, 0.49m, Antecedent.Benevolence, 2, 1.96m,
                [Moved(EvidenceKind.CheckAnswered, ExampleShop.Answered, Check, 1.00m), Moved(EvidenceKind.Welcomed, ExampleShop.Welcomed, Welcome, 0.96m)]),
            new LayerTrustView(TrustLayer.Behavioural, null, 0, ExampleShop.Explain("trust.notEnoughKnown", ("layer", TrustLayer.Behavioural)), [], []),
        ],
        [],
        new TrustExtendedView(
            ExampleShop.Yuan(64), ExampleShop.Explain("trustExtended.verifying", ("times", 0.5), ("usual", 128.00m), ("currency", ExampleShop.Currency)),
            false, ExampleShop.Explain("trustExtended.noReserve", ("orders", 1), ("needed", 2))),
        null);

    private static LayerTrustView Known(
        TrustLayer layer, int number, decimal certainty, Antecedent antecedent, int good, decimal positive, IReadOnlyList<TrustMovementView> moved) => new(
        layer, number, certainty, ExampleShop.Explain("trust.known", ("layer", layer), ("number", number), ("good", good), ("bad", 0)),
        [new AntecedentShareView(antecedent, positive, 0, ExampleShop.Explain("trust.antecedent", ("antecedent", antecedent), ("good", good), ("bad", 0)))], moved);

    private static TrustMovementView Moved(EvidenceKind kind, NodaTime.Instant at, string source, decimal weight) => new(
        kind, true, at, source, weight, false, ExampleShop.Explain("evidence." + Domain.Common.Explanation.NameOf(kind), ("on", at), ("source", source)));
}
