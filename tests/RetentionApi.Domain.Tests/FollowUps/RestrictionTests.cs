using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Suggestions;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.FollowUps;

/// <summary>A restriction that is lifted leaves a customer as they were.</summary>
public sealed class RestrictionTests
{
    [Fact]
    public void A_missed_duty_stays_missed()
    {
        var customer = Customer(Order(1, 0, [Kettle], delivered: 2));
        var ledger = Ledger.Of(customer, 2).Derive(customer, 17);

        RestrictAndLift(ledger, customer, 18, 19);

        ledger[FollowUpKind.QualityCheck].Status.Should().Be(FollowUpStatus.Missed);
    }

    [Fact]
    public void An_unanswered_enquiry_is_owed_its_answer_again()
    {
        var customer = Customer(Enquiry(7, 0, Kettle));
        var ledger = Ledger.Of(customer, 0);

        RestrictAndLift(ledger, customer, 0.02, 0.1);

        ledger[FollowUpKind.Answer].Status.Should().Be(FollowUpStatus.Due);
        ledger[FollowUpKind.Answer].Deadline.Should().Be(Day(4 / 24.0));
    }

    [Fact]
    public void An_enquiry_whose_deadline_passed_meanwhile_gets_its_time_from_the_lifting_on()
    {
        var customer = Customer(Enquiry(7, 0, Kettle));
        var ledger = Ledger.Of(customer, 0);

        RestrictAndLift(ledger, customer, 0.02, 3);

        ledger.Open(FollowUpKind.Answer).Should().ContainSingle().Which.Deadline.Should().Be(Day(3 + (4 / 24.0)));
    }

    [Fact]
    public void A_check_that_is_ahead_is_scheduled_again()
    {
        var customer = Customer(Order(1, 0, [Kettle], delivered: 2));
        var ledger = Ledger.Of(customer, 2);

        RestrictAndLift(ledger, customer, 3, 4);

        ledger.Open(FollowUpKind.QualityCheck).Select(f => (f.Step, f.DueAt)).Should().Equal((1, Day(9)), (2, Day(32)));
    }

    [Fact]
    public void So_is_the_second_step_of_a_check_that_was_begun()
    {
        var customer = Customer(Order(1, 0, [Kettle, Cup], delivered: 2));
        var ledger = Ledger.Of(customer, 2);
        ledger.Answer(ledger[FollowUpKind.QualityCheck], 9, 5, 3).Derive(customer, 9);

        RestrictAndLift(ledger, customer, 10, 12);

        ledger.Open(FollowUpKind.QualityCheck).Select(f => (f.Step, f.DueAt, f.Cause)).Should().Equal((2, Day(32), $"customer:{Id(1)}"));
    }

    [Theory]
    [InlineData(FollowUpKind.Warranty)]
    [InlineData(FollowUpKind.Replenish)]
    [InlineData(FollowUpKind.RegularVisit)]
    public void What_a_product_or_a_date_makes_owed_is_owed_again(FollowUpKind kind)
    {
        var customer = Customer(Order(1, 0, [Lamp, Tea], delivered: 2));
        var ledger = Ledger.Of(customer, 2);
        var before = ledger[kind].DueAt;

        RestrictAndLift(ledger, customer, 3, 4);

        ledger.Open(kind).Should().ContainSingle().Which.DueAt.Should().Be(before);
    }

    [Fact]
    public void A_new_customer_is_still_welcomed_within_the_day()
    {
        var ledger = Ledger.Of(Customer(), 0);

        RestrictAndLift(ledger, Customer(), 0.2, 0.4);

        ledger.Open(FollowUpKind.Welcome).Should().ContainSingle().Which.Deadline.Should().Be(Day(1));
    }

    [Fact]
    public void What_a_person_asked_for_goes_on_as_it_was()
    {
        var ledger = Ledger.Of(Customer(), 0).Add(ByHand(FollowUpKind.WinBack, due: 2, deadline: 9));

        RestrictAndLift(ledger, Customer(), 1, 4);

        ledger[FollowUpKind.WinBack].Should().Match<FollowUp>(f => f.Status == FollowUpStatus.Due && f.DueAt == Day(2) && f.Deadline == Day(9) && f.Cancellation == null && f.EndedAt == null);
        ledger.Derive(Customer(), 5)[FollowUpKind.WinBack].Version.Should().Be(3, "stopped once, resumed once");
    }

    [Fact]
    public void Not_what_its_time_has_run_out_for()
    {
        var ledger = Ledger.Of(Customer(), 0).Add(ByHand(FollowUpKind.BestValue, due: 0, deadline: 3));

        RestrictAndLift(ledger, Customer(), 1, 3);

        ledger[FollowUpKind.BestValue].Cancellation.Should().Be(CancellationCause.Stopped);
    }

    [Fact]
    public void Nor_what_they_object_to_by_now()
    {
        var ledger = Ledger.Of(Customer(), 0).Add(ByHand(FollowUpKind.WinBack, due: 0, deadline: 9));

        ledger.Derive(Customer() with { IsRestricted = true }, 1).Derive(Customer() with { HasObjectedToMarketing = true }, 2);

        ledger[FollowUpKind.WinBack].Cancellation.Should().Be(CancellationCause.Stopped);
    }

    [Theory]
    [InlineData(true, FollowUpStatus.Due)]
    [InlineData(false, FollowUpStatus.Cancelled)]
    public void A_suggestion_is_owed_its_reply_again_if_nobody_has_replied(bool isUnanswered, FollowUpStatus status)
    {
        var suggestion = new VoicedSuggestion(Id(50), Id(1), Day(0), IsOwn: true, IsMerged: false, null, null, null, null, null) { IsUnanswered = isUnanswered };
        var customer = Customer() with { Suggestions = [suggestion] };
        var ledger = Ledger.Of(customer, 0).Add(Duty(FollowUpKind.SuggestionReply, $"suggestion:{Id(50)}", due: 0, deadline: 3));

        RestrictAndLift(ledger, customer, 1, 2);

        ledger[FollowUpKind.SuggestionReply].Status.Should().Be(status);
    }

    private static FollowUp ByHand(FollowUpKind kind, double due, double deadline) => Duty(kind, $"hand:{Id(77)}", due, deadline);

    private static void RestrictAndLift(Ledger ledger, CustomerRecord customer, double restricted, double lifted) =>
        ledger.Derive(customer with { IsRestricted = true }, restricted).Derive(customer, lifted);
}
