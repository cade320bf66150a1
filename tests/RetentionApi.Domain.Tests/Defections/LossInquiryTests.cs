using RetentionApi.Domain.Cases;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.Defections;
using RetentionApi.Domain.Interests;
using RetentionApi.Domain.Merchants;
using RetentionApi.Domain.Promises;
using RetentionApi.Domain.Relationships;
using RetentionApi.Domain.Surveys;
using RetentionApi.Domain.Tests.FollowUps;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.Defections;

/// <summary>What is found out of a customer who was lost on day 100.</summary>
public sealed class LossInquiryTests
{
    [Theory]
    [InlineData(CaseTopic.Delivery, DefectionCause.Convenience)]
    [InlineData(CaseTopic.Product, DefectionCause.Quality)]
    [InlineData(CaseTopic.Price, DefectionCause.Price)]
    [InlineData(CaseTopic.Other, DefectionCause.Relationship)]
    public void A_case_that_was_open_speaks_by_its_topic(CaseTopic topic, DefectionCause cause) =>
        Look(Customer() with { Cases = [CaseOf(topic, received: 60)] }).Should().Be((cause, "defection.openCase"));

    [Fact]
    public void What_was_open_speaks_before_what_was_over_and_what_was_over_long_before_not_at_all()
    {
        Look(Customer() with { Cases = [CaseOf(CaseTopic.Price, 90, closed: 95), CaseOf(CaseTopic.Delivery, 20)] }).Should().Be((DefectionCause.Convenience, "defection.openCase"));
        Look(Customer() with { Cases = [CaseOf(CaseTopic.Price, 90, closed: 95)] }).Should().Be((DefectionCause.Price, "defection.complaint"));
        Look(Customer() with { Cases = [CaseOf(CaseTopic.Price, -200, closed: -190)] }).Should().BeNull();
    }

    [Fact]
    public void A_defect_speaks_of_quality_unless_it_was_taken_back()
    {
        var defect = new Evidence { Id = Id(5), CustomerId = Id(1), Kind = EvidenceKind.DefectReported, Source = "orderLine:1", OccurredAt = Day(50), RecordedAt = Day(50), Weight = 1 };

        Look(Customer(), defect).Should().Be((DefectionCause.Quality, "defection.defect"));
        Look(Customer(), defect with { WithdrawnAt = Day(60) }).Should().BeNull();
        Look(Customer(), defect with { OccurredAt = Day(101) }).Should().BeNull("it came after they were lost");
    }

    [Fact]
    public void A_broken_promise_speaks_of_the_relationship_unless_it_was_made_good()
    {
        Look(Customer() with { Promises = [Broken(50, repaired: null)] }).Should().Be((DefectionCause.Relationship, "defection.brokenPromise"));
        Look(Customer() with { Promises = [Broken(50, repaired: 55)] }).Should().BeNull();
    }

    [Fact]
    public void The_worst_of_the_five_values_speaks_if_it_was_rated_poorly()
    {
        Look(Customer() with { SurveyResponses = [Rated(2)] }).Should().Be((DefectionCause.Environment, "defection.rated"));
        Look(Customer() with { SurveyResponses = [Rated(3)] }).Should().BeNull();
    }

    [Fact]
    public void Who_waited_for_a_lower_price_in_vain_may_have_left_for_it()
    {
        Look(Customer(Interest(4, Cup, kind: InterestKind.PriceBelow))).Should().Be((DefectionCause.Price, "defection.waitedForPrice"));
        Look(Customer(Interest(4, Cup, fulfilled: 30, InterestKind.PriceBelow))).Should().BeNull();
    }

    [Fact]
    public void What_was_owed_on_that_day_is_kept_whatever_becomes_of_it()
    {
        var customer = Customer(Order(1, 80, [Cup], delivered: 81)) with { Cases = [CaseOf(CaseTopic.Other, 90, closed: 110)], Promises = [Broken(70, repaired: 105)] };
        var duties = Ledger.Of(Customer(Order(1, 80, [Cup], delivered: 81)), 81).Derive(customer, 97);

        var owed = new LossInquiry(customer, duties.FollowUps, [], Day(100), Policy.Default.Losses).OwedThen();

        owed.Select(d => (d.Kind, d.About)).Should().Equal(
            (DebtKind.OpenCase, "other"), (DebtKind.BrokenPromise, null), (DebtKind.MissedDuty, "qualityCheck"));
    }

    private static (DefectionCause, string)? Look(CustomerRecord record, params Evidence[] evidence) =>
        new LossInquiry(record, [], evidence, Day(100), Policy.Default.Losses).Cause() is var (cause, because) ? (cause, because.Code) : null;

    private static CaseRecord CaseOf(CaseTopic topic, double received, double? closed = null) => new(
        Id(3), Id(1), closed is null ? CaseStatus.Investigating : CaseStatus.Closed, null, 1, null, [], [], closed is { } at ? Day(at) : null, topic, Day(received));

    private static Promise Broken(double day, double? repaired) => Promise.Stored(
        new NewPromise(Guid.Empty, Id(6), Id(1), "hand:1", "a call", Day(day - 5), Day(day)),
        new PromiseState(repaired is null ? PromiseStatus.Broken : PromiseStatus.Repaired, Day(day), Day(repaired ?? day), null, false, null, null, null, 2), Day(day - 5));

    private static SurveyResponse Rated(int environment) => new(
        Id(8), Id(1), SurveyKind.FiveValues, null, new Dictionary<CustomerValue, int> { [CustomerValue.Price] = 4, [CustomerValue.Environment] = environment }, Day(40));
}
