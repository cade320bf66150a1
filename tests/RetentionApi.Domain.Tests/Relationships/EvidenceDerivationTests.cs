using NodaTime;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Interactions;
using RetentionApi.Domain.Orders;
using RetentionApi.Domain.Relationships;
using RetentionApi.Domain.Tests.FollowUps;
using static RetentionApi.Domain.Relationships.EvidenceKind;
using static RetentionApi.Domain.Tests.FollowUps.Facts;
using static RetentionApi.Domain.Tests.Relationships.Left;

namespace RetentionApi.Domain.Tests.Relationships;

public sealed class EvidenceDerivationTests
{
    [Fact]
    public void A_welcome_in_time_is_welcomed_and_a_late_one_stays_missed()
    {
        var inTime = Ledger.Of(Customer(), 0);
        inTime.Ask(inTime[FollowUpKind.Welcome], 0.5).Derive(Customer(), 0.5);
        var late = Ledger.Of(Customer(), 0);
        late.Ask(late[FollowUpKind.Welcome], 1.5).Derive(Customer(), 2);

        Said(inTime).Should().Equal((Welcomed, Day(0.5)));
        Said(late).Should().Equal((WelcomeMissed, Day(1)));
    }

    [Fact]
    public void An_enquiry_leaves_one_row_whether_it_asks_for_advice_or_not()
    {
        Of(Enquiry(7, 0, Kettle, answered: 0.1)).Should().Equal((EnquiryAnswered, Day(0.1)));
        Of(Enquiry(7, 0, answered: 0.1)).Should().Equal((EnquiryAnswered, Day(0.1)));
    }

    [Fact]
    public void An_enquiry_that_passed_its_deadline_is_late_once_though_answered_afterwards()
    {
        var ledger = Ledger.Of(Known(Enquiry(7, 0, Kettle)), 0).Derive(Known(Enquiry(7, 0, Kettle)), 1);
        var before = Said(ledger).ToArray();

        ledger.Derive(Known(Enquiry(7, 0, Kettle, answered: 1.5)), 2);

        before.Should().Equal((EnquiryLate, Day(4 / 24.0)));
        Said(ledger).Should().Equal(before);
    }

    [Fact]
    public void An_answered_check_says_something_of_each_line_and_of_the_check()
    {
        var customer = Known(Order(1, 0, [Kettle, Lamp, Cup], delivered: 2));
        var ledger = Ledger.Of(customer, 2);

        ledger.Answer(ledger[FollowUpKind.QualityCheck], 10, 5, 3, 2).Derive(customer, 10);

        Said(ledger).Should().BeEquivalentTo([(CheckAnswered, Day(10)), (QualityConfirmed, Day(10)), (DefectReported, Day(10))]);
        ledger.Counting.Single(e => e.Kind == DefectReported).Should().BeEquivalentTo(
            new { Source = $"orderLine:{Line(1, 3)}", ProductId = (Guid?)Cup.Id, OrderId = (Guid?)Id(100) });
    }

    [Fact]
    public void A_check_asked_in_time_and_answered_after_the_deadline_counts_as_answered_in_time()
    {
        var customer = Known(Order(1, 0, [Kettle], delivered: 2));
        var ledger = Ledger.Of(customer, 2);
        ledger.Ask(ledger[FollowUpKind.QualityCheck], 9).Derive(customer, 9);
        Said(ledger).Should().BeEmpty();

        ledger.Answer(ledger[FollowUpKind.QualityCheck], 20, 5).Derive(customer, 20);

        Said(ledger).Should().BeEquivalentTo([(CheckAnswered, Day(20)), (QualityConfirmed, Day(20))]);
    }

    [Fact]
    public void A_check_done_late_is_missed_and_its_answers_count_nevertheless()
    {
        var customer = Known(Order(1, 0, [Kettle], delivered: 2));
        var ledger = Ledger.Of(customer, 2).Derive(customer, 17);

        ledger.Answer(ledger[FollowUpKind.QualityCheck], 18, 5).Derive(customer, 18);

        Said(ledger).Should().BeEquivalentTo([(CheckMissed, Day(16)), (QualityConfirmed, Day(18))]);
    }

    [Fact]
    public void A_reminder_is_welcome_when_it_is_replied_to_or_bought_upon_and_unwelcome_when_declined()
    {
        Reminded((ledger, reminder) => ledger.Answer(reminder, 25), bought: null).Should().Contain((ProactiveWelcomed, Day(25)));
        Reminded((ledger, reminder) => ledger.Ask(reminder, 25), bought: 39).Should().Contain((ProactiveWelcomed, Day(39)));
        Reminded((ledger, reminder) => ledger.Ask(reminder, 25), bought: 39.1).Should().NotContain(e => e.Kind == ProactiveWelcomed);
        Reminded((ledger, reminder) => ledger.Decline(reminder, 25), bought: 39).Should().Contain((ProactiveUnwelcome, Day(25)));
    }

    [Fact]
    public void Advice_is_taken_when_its_category_is_bought_within_thirty_days_of_the_answer()
    {
        var advice = Enquiry(7, 0, Cup, wantsAdvice: true, answered: 0.1);

        Of(advice, Order(1, 30.1, [Plate])).Should().Contain((AdviceTaken, Day(30.1)));
        Of(advice, Order(1, 30.2, [Plate])).Should().NotContain(e => e.Kind == AdviceTaken);
        Of(advice, Order(1, 3, [Kettle])).Should().NotContain(e => e.Kind == AdviceTaken);
    }

    [Fact]
    public void One_purchase_speaks_for_one_piece_of_advice() =>
        Of(Enquiry(7, 0, Cup, wantsAdvice: true, answered: 0.1), Enquiry(8, 1, Cup, wantsAdvice: true, answered: 1.1), Order(1, 2, [Cup]))
            .Count(e => e.Kind == AdviceTaken).Should().Be(1);

    [Theory]
    [InlineData(ReturnReason.Fault, DefectReported)]
    [InlineData(ReturnReason.NotAsDescribed, DefectReported)]
    [InlineData(ReturnReason.Damaged, Dissatisfied)]
    [InlineData(ReturnReason.WrongItem, Dissatisfied)]
    [InlineData(ReturnReason.Unsuitable, RefundDissatisfied)]
    [InlineData(ReturnReason.ChangedMind, null)]
    [InlineData(ReturnReason.Other, null)]
    [InlineData(ReturnReason.Unknown, null)]
    public void A_return_leaves_at_most_one_row_by_its_reason(ReturnReason reason, EvidenceKind? kind) =>
        Of(Order(1, 0, [Kettle, Cup], delivered: 2).Returned(6, reason, 1, 2))
            .Should().Equal(kind is { } said ? [(said, Day(6))] : Array.Empty<(EvidenceKind, Instant)>());

    [Theory]
    [InlineData(ReturnReason.Unsuitable, AdviceRegretted)]
    [InlineData(ReturnReason.ChangedMind, AdviceRegretted)]
    [InlineData(ReturnReason.Fault, DefectReported)]
    public void Advised_goods_that_come_back_are_advice_regretted_unless_they_were_defective(ReturnReason reason, EvidenceKind kind) =>
        Of(Enquiry(7, 0, Cup, wantsAdvice: true, answered: 0.1), Order(1, 1, [Cup], delivered: 2).Returned(6, reason, 1))
            .Should().BeEquivalentTo([(EnquiryAnswered, Day(0.1)), (AdviceTaken, Day(1)), (kind, Day(6))]);

    [Fact]
    public void A_line_rated_as_defective_and_then_returned_is_one_defect()
    {
        var order = Order(1, 0, [Kettle], delivered: 2);
        var ledger = Ledger.Of(Known(order), 2);
        ledger.Answer(ledger[FollowUpKind.QualityCheck], 9, 1).Derive(Known(order), 9);

        ledger.Derive(Known(order.Returned(10, ReturnReason.Fault, 1)), 10);

        ledger.Counting.Count(e => e.Kind == DefectReported).Should().Be(1);
    }

    [Fact]
    public void Orders_of_a_later_day_repeat_and_those_of_one_day_are_one() =>
        Of(Order(1, 0, [Cup]), Order(2, 0.1, [Cup]), Order(3, 5, [Cup]), Order(4, 5.1, [Cup])).Should().Equal((RepeatOrder, Day(5)));

    [Fact]
    public void A_chargeback_is_dated_when_it_came_and_counts_as_no_repeat() =>
        Of(Order(1, 0, [Cup]), Order(2, 5, [Cup]) with { Payment = PaymentStatus.ChargedBack, PaymentChangedAt = Day(15) }).Should().Equal((Chargeback, Day(15)));

    [Theory]
    [InlineData(5, ReviewGood)]
    [InlineData(3, null)]
    [InlineData(1, ReviewBad)]
    public void A_review_says_what_its_stars_say(int stars, EvidenceKind? kind) =>
        Of(Enquiry(7, 3, Kettle) with { Kind = InteractionKind.Review, Rating = stars }).Select(e => (EvidenceKind?)e.Kind)
            .Should().Equal(kind is null ? [] : [kind]);

    private static IEnumerable<(EvidenceKind Kind, Instant At)> Reminded(Action<Ledger, FollowUp> act, double? bought)
    {
        var first = Order(1, 0, [Tea], delivered: 2);
        var ledger = Ledger.Of(Known(first), 2);
        act(ledger, ledger[FollowUpKind.Replenish]);
        return Said(ledger.Derive(bought is { } day ? Known(first, Order(2, day, [Tea])) : Known(first), 25));
    }
}
