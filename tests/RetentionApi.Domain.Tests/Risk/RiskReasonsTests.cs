using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Merchants;
using RetentionApi.Domain.Relationships;
using RetentionApi.Domain.Risk;

namespace RetentionApi.Domain.Tests.Risk;

public sealed class RiskReasonsTests
{
    private static readonly LocalDate Today = new(2026, 3, 2);

    private static readonly Instant Now = Instant.FromUtc(2026, 3, 2, 12, 0);

    [Fact]
    public void The_usual_gap_is_the_median_and_not_pulled_by_one_long_pause()
    {
        LocalDate[] dates = [Today.PlusDays(-300), Today.PlusDays(-290), Today.PlusDays(-100), Today.PlusDays(-88)];

        RiskReasons.UsualGap(dates).Should().Be(12);
        RiskReasons.UsualGap(dates[..1]).Should().BeNull();
    }

    [Theory]
    [InlineData(41, "silence.beyondUsual")]
    [InlineData(20, "silence.withinUsual")]
    public void Silence_is_measured_by_the_customers_own_gap(int silence, string code) =>
        Codes(Facts(silence, silence + 20)).Should().Equal(code, "orders.soFar", "chance.percent");

    [Fact]
    public void After_a_single_order_it_is_said_that_only_its_age_is_known() =>
        Codes(Facts(41)).Should().Equal("silence.oneOrder", "orders.rankedByAge", "chance.percent");

    [Theory]
    [InlineData(0.0499, "under 5 %")]
    [InlineData(0.05, "is 5 %")]
    [InlineData(0.95, "is 95 %")]
    [InlineData(0.951, "over 95 %")]
    public void What_is_nearly_certain_is_given_no_number(double probability, string words) =>
        Texts(Facts(41) with { ProbabilityOfOrder = probability }).Should().Contain(t => t.Contains(words));

    [Fact]
    public void A_broken_promise_is_open_until_it_is_repaired_and_a_bad_answer_for_ninety_days()
    {
        var old = Now - Duration.FromDays(200);
        var broken = Given(EvidenceKind.PromiseBroken, "promise:1", old);
        var defect = Given(EvidenceKind.DefectReported, "orderLine:1", Now - Duration.FromDays(89));

        Codes(Facts(41) with { Evidence = [broken, defect, Given(EvidenceKind.Dissatisfied, "order:1", old), Given(EvidenceKind.QualityConfirmed, "orderLine:2", Now)] })
            .Skip(3).Should().Equal("evidence.defectReported", "evidence.promiseBroken");
        Codes(Facts(41) with { Evidence = [broken, Given(EvidenceKind.BreachRepaired, "promise:1", Now)] }).Should().HaveCount(3);
    }

    [Theory]
    [InlineData(EvidenceKind.BreachRepaired)]
    [InlineData(EvidenceKind.BreachClosed)]
    public void An_overdue_case_is_open_until_it_is_solved_or_closed(EvidenceKind end)
    {
        var overdue = Given(EvidenceKind.CaseOverdue, "case:1", Now - Duration.FromDays(200));

        Codes(Facts(41) with { Evidence = [overdue] }).Should().HaveCount(4);
        Codes(Facts(41) with { Evidence = [overdue, Given(end, "case:1", Now - Duration.FromDays(1))] }).Should().HaveCount(3);
    }

    [Fact]
    public void How_many_are_told_and_for_how_long_is_the_merchants_to_say()
    {
        Evidence[] bad = [.. Enumerable.Range(1, 5).Select(i => Given(EvidenceKind.DefectReported, $"orderLine:{i}", Now - Duration.FromDays(10 * i)))];

        Codes(Facts(41) with { Evidence = bad }).Skip(3).Should().HaveCount(3);
        Codes(Facts(41) with { Evidence = bad, Policy = new RiskPolicy { MostReasons = 1 } }).Skip(3).Should().HaveCount(1);
        Codes(Facts(41) with { Evidence = bad, Policy = new RiskPolicy { MostReasons = 20, ReasonsStayOpen = Duration.FromDays(25) } }).Skip(3).Should().HaveCount(2);
    }

    [Fact]
    public void What_was_withdrawn_or_came_later_is_no_reason() =>
        Codes(Facts(41) with
        {
            Evidence =
            [
                Given(EvidenceKind.DefectReported, "orderLine:1", Now) with { WithdrawnAt = Now },
                Given(EvidenceKind.DefectReported, "orderLine:2", Now + Duration.FromDays(1)),
            ],
        }).Should().HaveCount(3);

    private static RiskFacts Facts(params int[] ages) => new()
    {
        AsOf = Today,
        OrderDates = [.. ages.OrderDescending().Select(age => Today.PlusDays(-age))],
        ProbabilityOfOrder = 0.4,
        HorizonDays = 91,
        Evidence = [],
        Until = Now,
        Now = Now,
        Policy = new RiskPolicy(),
    };

    private static Evidence Given(EvidenceKind kind, string source, Instant at) => new()
    {
        Id = Ids.New(at),
        CustomerId = Guid.Empty,
        Kind = kind,
        Source = source,
        OccurredAt = at,
        RecordedAt = at,
        Weight = 1,
    };

    private static IEnumerable<string> Codes(RiskFacts facts) => RiskReasons.Of(facts).Select(r => r.Code);

    private static IEnumerable<string> Texts(RiskFacts facts) => RiskReasons.Of(facts).Select(r => ExplanationCatalogue.Render(r, "en", DateTimeZone.Utc));
}
