using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.FollowUps;

/// <summary>Who comes back to a category and does not buy.</summary>
public sealed class RepeatedVisitTests
{
    [Fact]
    public void Visits_on_two_days_to_one_category_call_for_advice_on_the_second()
    {
        var advice = Ledger.Of(Customer(Visit(7, 0, "cups"), Visit(8, 5, "cups")), 5)[FollowUpKind.BestValue];

        (advice.Cause, advice.DueAt, advice.Deadline, advice.HasSubject).Should().Be(($"visit:{Id(8)}", Day(5), Day(6), false));
    }

    [Theory]
    [InlineData(13, 1)]
    [InlineData(14, 0)]
    public void Two_days_are_within_fourteen(int second, int duties) =>
        Ledger.Of(Customer(Visit(7, 0, "cups"), Visit(8, second, "cups")), second).All(FollowUpKind.BestValue).Should().HaveCount(duties);

    [Fact]
    public void Two_categories_are_not_one_and_none_is_no_category() =>
        Ledger.Of(Customer(Visit(7, 0, "cups"), Visit(8, 5, "tea"), Visit(9, 0, ""), Visit(10, 5, "")), 5).All(FollowUpKind.BestValue).Should().BeEmpty();

    [Fact]
    public void An_order_of_the_category_between_them_says_that_it_was_found()
    {
        Ledger.Of(Customer(Visit(7, 0, "cups"), Order(1, 2, [Cup]), Visit(8, 5, "cups")), 5).All(FollowUpKind.BestValue).Should().BeEmpty();
        Ledger.Of(Customer(Visit(7, 0, "cups"), Order(1, 2, [Tea]), Visit(8, 5, "cups")), 5).All(FollowUpKind.BestValue).Should().ContainSingle();
    }

    [Fact]
    public void Two_visits_after_an_order_count_anew() =>
        Ledger.Of(Customer(Visit(7, 0, "cups"), Order(1, 2, [Cup]), Visit(8, 5, "cups"), Visit(9, 8, "cups")), 8)[FollowUpKind.BestValue].Cause.Should().Be($"visit:{Id(9)}");

    [Fact]
    public void An_order_afterwards_stops_it()
    {
        var ledger = Ledger.Of(Customer(Visit(7, 0, "cups"), Visit(8, 5, "cups")), 5);

        ledger.Derive(Customer(Visit(7, 0, "cups"), Visit(8, 5, "cups"), Order(1, 5.5, [Plate])), 5.5);

        ledger[FollowUpKind.BestValue].Cancellation.Should().Be(CancellationCause.Stopped);
    }

    [Theory]
    [InlineData(34, 1)]
    [InlineData(35, 2)]
    public void For_the_same_category_not_again_within_thirty_days(int later, int duties)
    {
        var ledger = Ledger.Of(Customer(Visit(7, 0, "cups"), Visit(8, 5, "cups")), 5);

        ledger.Derive(Customer(Visit(7, 0, "cups"), Visit(8, 5, "cups"), Visit(9, later - 1, "cups"), Visit(10, later, "cups")), later);

        ledger.All(FollowUpKind.BestValue).Should().HaveCount(duties);
    }

    [Fact]
    public void A_visit_that_is_told_late_does_not_call_for_it_twice()
    {
        var ledger = Ledger.Of(Customer(Visit(7, 0, "cups"), Visit(9, 5, "cups")), 5);
        ledger.Ask(ledger[FollowUpKind.BestValue], 5);

        ledger.Derive(Customer(Visit(7, 0, "cups"), Visit(8, 4, "cups"), Visit(9, 5, "cups")), 4.9);

        ledger.All(FollowUpKind.BestValue).Should().ContainSingle();
    }

    [Theory]
    [InlineData(true, ContactChannel.Email)]
    [InlineData(null, ContactChannel.Staff)]
    public void It_is_written_where_marketing_is_allowed_and_else_for_staff(bool? consent, ContactChannel channel)
    {
        var record = Customer(Visit(7, 0, "cups"), Visit(8, 5, "cups"));

        Ledger.Of(record with { ContactPoints = [record.ContactPoints[0] with { MarketingConsent = consent }] }, 5)[FollowUpKind.BestValue].Channel.Should().Be(channel);
    }

    [Fact]
    public void Who_refused_marketing_is_not_called_instead()
    {
        var record = Customer(Visit(7, 0, "cups"), Visit(8, 5, "cups"));

        Ledger.Of(record with { ContactPoints = [record.ContactPoints[0] with { MarketingConsent = false }] }, 5).All(FollowUpKind.BestValue).Should().BeEmpty();
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void An_objection_stops_it_but_not_the_answer_to_a_request(bool toProfiling, bool toMarketing)
    {
        var record = Customer(Visit(7, 4, "cups"), Visit(8, 5, "cups"), Enquiry(9, 5)) with { HasObjectedToProfiling = toProfiling, HasObjectedToMarketing = toMarketing };

        Ledger.Of(record, 5).Open(FollowUpKind.BestValue).Should().ContainSingle().Which.Cause.Should().Be($"interaction:{Id(9)}");
    }

    [Fact]
    public void Declining_it_does_not_leave_a_request_unanswered()
    {
        CustomerRecord visits = Customer(Visit(7, 0, "cups"), Visit(8, 5, "cups")), asks = visits with { Interactions = [Enquiry(9, 7)] };
        var ledger = Ledger.Of(visits, 5);
        ledger.Decline(ledger[FollowUpKind.BestValue], 5.5);

        ledger.Derive(asks, 7).Open(FollowUpKind.BestValue).Should().ContainSingle().Which.HasSubject.Should().BeTrue();
    }
}
