using RetentionApi.Domain.Merchants;
using RetentionApi.Domain.Relationships;
using static RetentionApi.Domain.Relationships.EvidenceKind;
using static RetentionApi.Domain.Tests.Relationships.Given;

namespace RetentionApi.Domain.Tests.Relationships;

public sealed class TrustTests
{
    private static readonly TrustPolicy Policy = new();

    [Theory]
    [InlineData(0, 0, null, 0)]
    [InlineData(1, 0, 67, .33)]
    [InlineData(0, 1, 25, .33)]
    [InlineData(1, 1, 40, .50)]
    [InlineData(10, 1, 79, .85)]
    public void Affective_trust_of_so_many_good_and_bad_experiences_today(int good, int bad, int? number, double certainty)
    {
        var rows = Enumerable.Repeat(Row(Satisfied, 5), good).Concat(Enumerable.Repeat(Row(Dissatisfied, 5), bad));

        var affective = On(5, [.. rows]).Of(TrustLayer.Affective);

        affective.Number.Should().Be(number);
        affective.Certainty.Should().BeApproximately(certainty, 0.005);
    }

    [Theory]
    [InlineData(EnquiryAnswered, TrustLayer.Cognitive, 90)]
    [InlineData(Satisfied, TrustLayer.Affective, 180)]
    [InlineData(RepeatOrder, TrustLayer.Behavioural, 365)]
    public void Half_of_an_experience_is_left_after_the_half_life_of_its_layer(EvidenceKind kind, TrustLayer layer, int halfLifeDays) =>
        On(halfLifeDays, Row(kind, 0)).Of(layer).Sums.Positive.Should().BeApproximately(0.5, 1e-12);

    [Fact]
    public void A_layer_of_which_too_little_is_known_shows_no_number()
    {
        var faded = On(90 * 3, Row(EnquiryAnswered, 0)).Of(TrustLayer.Cognitive);

        faded.Number.Should().BeNull();
        faded.What.Code.Should().Be("trust.notEnoughKnown");
    }

    [Fact]
    public void An_unrepaired_breach_does_not_age_and_ages_from_its_repair()
    {
        var broken = Row(PromiseBroken, 0, "promise:1");
        var repaired = Row(BreachRepaired, 300, "promise:1");

        On(300, broken).Of(TrustLayer.Cognitive).Sums.Should().Match<TrustSums>(s => s.Breach == 1 && s.Negative == 0);
        On(390, broken, repaired).Of(TrustLayer.Cognitive).Sums.Negative.Should().BeApproximately(0.5, 1e-12);
        On(390, broken, repaired).Of(TrustLayer.Cognitive).Sums.Breach.Should().Be(0);
    }

    [Fact]
    public void A_repair_counts_in_the_layer_of_its_breach()
    {
        var repair = Row(BreachRepaired, 0, "followUp:1") with { LayerOfBreach = TrustLayer.Affective };

        On(0, repair).Of(TrustLayer.Affective).Sums.Positive.Should().Be(1);
        On(0, repair).Of(TrustLayer.Cognitive).Sums.Positive.Should().Be(0);
    }

    [Fact]
    public void Antecedents_break_down_what_moved_a_layer()
    {
        var cognitive = On(0, Row(EnquiryAnswered, 0), Row(QualityConfirmed, 0, id: 1), Row(PromiseBroken, 0), Row(ReviewBad, 0)).Of(TrustLayer.Cognitive);

        cognitive.Antecedents.Select(a => (a.Antecedent, a.Positive, a.Negative)).Should().Equal((Antecedent.Ability, 2, 0), (Antecedent.Integrity, 0, 1), (null, 0, 1));
        cognitive.Antecedents.Sum(a => a.Positive).Should().Be(cognitive.Sums.Positive);
    }

    [Fact]
    public void What_moved_a_layer_is_listed_heaviest_first() =>
        On(100, Row(EnquiryAnswered, 0), Row(QualityConfirmed, 90)).Of(TrustLayer.Cognitive).Movements.Select(m => m.What.Code)
            .Should().Equal("evidence.qualityConfirmed", "evidence.enquiryAnswered");

    [Fact]
    public void Withdrawn_and_later_learnt_rows_do_not_count() =>
        On(5, Row(Satisfied, 0, withdrawn: 3), Row(Satisfied, 0, recorded: 9)).Of(TrustLayer.Affective).Movements.Should().BeEmpty();

    [Theory]
    [InlineData(false, false, TrustStage.Contact)]
    [InlineData(true, false, TrustStage.Sharing)]
    [InlineData(true, true, TrustStage.Sharing)] // a delivered order of which nothing was heard
    public void Without_experience_trust_is_contact_or_sharing(bool hasShared, bool hasDeliveredOrder, TrustStage stage) =>
        Trust.Assess([], new TrustBasis(hasShared, hasDeliveredOrder), Policy, Day(0), Day(0)).Stage.Should().Be(stage);

    [Fact]
    public void A_delivered_order_and_experience_is_verifying() => On(0, Row(QualityConfirmed, 0)).Stage.Should().Be(TrustStage.Verifying);

    [Fact]
    public void High_cognitive_and_affective_trust_and_a_repeat_order_is_established()
    {
        Evidence[] experience = [.. Enumerable.Repeat(Row(QualityConfirmed, 0), 3), .. Enumerable.Repeat(Row(Satisfied, 0), 3)];

        On(0, experience).Stage.Should().Be(TrustStage.Verifying);
        On(0, [.. experience, Row(RepeatOrder, 0)]).Stage.Should().Be(TrustStage.Established);
        On(400, [.. experience, Row(RepeatOrder, 0)]).Stage.Should().Be(TrustStage.Verifying, "trust that is not renewed fades");
    }

    [Theory]
    [InlineData(PromiseBroken)]
    [InlineData(CaseOverdue)]
    public void While_a_breach_is_unrepaired_the_stage_is_in_repair(EvidenceKind breach)
    {
        On(500, Row(breach, 0, "followUp:1")).Stage.Should().Be(TrustStage.InRepair);
        On(500, Row(breach, 0, "followUp:1"), Row(BreachRepaired, 5, "followUp:1")).Stage.Should().Be(TrustStage.Verifying);
    }

    [Fact]
    public void Open_breaches_are_named_oldest_first_with_what_makes_each_good()
    {
        var trust = On(50, Row(CaseOverdue, 20, "case:2", id: 1), Row(PromiseBroken, 10, "promise:1", id: 2), Row(PromiseBroken, 5, "promise:3", id: 3), Row(BreachRepaired, 6, "promise:3", id: 4));

        trust.OpenBreaches.Select(b => (b.Evidence.Source, b.Remedy.Code)).Should().Equal(("promise:1", "breach.repairPromise"), ("case:2", "breach.confirmCase"));
        On(50, Row(Satisfied, 0)).OpenBreaches.Should().BeEmpty();
    }

    private static TrustAssessment On(double day, params Evidence[] rows) => Trust.Assess(rows, new TrustBasis(true, true), Policy, Day(day), Day(day));
}
