using NodaTime;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Relationships;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.FollowUps;

public sealed class EnquiryTests
{
    private static readonly double Hour = 1 / 24.0;

    [Fact]
    public void An_enquiry_about_a_product_is_answered_within_four_business_hours()
    {
        var ledger = Ledger.Of(Customer(Enquiry(7, day: 0 + (6 * Hour), about: Kettle)), 6 * Hour);

        ledger[FollowUpKind.Answer].Deadline.Should().Be(Instant.FromUtc(2026, 1, 6, 11, 0));
        ledger[FollowUpKind.Answer].Channel.Should().Be(ContactChannel.Staff);
        ledger.All(FollowUpKind.BestValue).Should().BeEmpty();
    }

    [Fact]
    public void A_request_for_advice_is_answered_by_advice_in_the_same_time_instead()
    {
        var ledger = Ledger.Of(Customer(Enquiry(7, 0, Kettle, wantsAdvice: true), Enquiry(8, 0)), 0);

        ledger.All(FollowUpKind.BestValue).Should().HaveCount(2).And.OnlyContain(f => f.Deadline == Day(4 * Hour));
        ledger.All(FollowUpKind.Answer).Should().BeEmpty();
    }

    [Fact]
    public void It_ends_when_it_is_answered()
    {
        var ledger = Ledger.Of(Customer(Enquiry(7, 0, Kettle)), 0);

        ledger.Derive(Customer(Enquiry(7, 0, Kettle, answered: 2 * Hour)), 3 * Hour);

        ledger[FollowUpKind.Answer].IsDoneInTime.Should().BeTrue();
        ledger[FollowUpKind.Answer].CompletedAt.Should().Be(Day(2 * Hour));
    }

    [Fact]
    public void An_answer_after_the_deadline_is_late_though_nobody_marked_it_missed()
    {
        var ledger = Ledger.Of(Customer(Enquiry(7, 0, Kettle)), 0);

        ledger.Derive(Customer(Enquiry(7, 0, Kettle, answered: 5 * Hour)), 5 * Hour);

        ledger[FollowUpKind.Answer].MissedAt.Should().Be(Day(4 * Hour));
    }

    [Fact]
    public void One_that_comes_with_its_answer_in_time_is_recorded_as_done()
    {
        var ledger = Ledger.Of(Customer(Enquiry(7, 0, Kettle, answered: 2 * Hour)), 3);

        ledger[FollowUpKind.Answer].IsDoneInTime.Should().BeTrue();
    }

    [Fact]
    public void One_that_comes_late_owes_nothing() => Ledger.Of(Customer(Enquiry(7, 0, Kettle)), 1).All(FollowUpKind.Answer).Should().BeEmpty();

    [Fact]
    public void One_that_an_import_brings_within_seven_days_starts_its_clock_at_the_import()
    {
        var ledger = Ledger.Of(Customer(Enquiry(7, 0, Kettle) with { ImportedAt = Day(3) }), 3);

        ledger[FollowUpKind.Answer].Deadline.Should().Be(Day(3 + (4 * Hour)));
    }

    [Fact]
    public void One_that_is_older_than_seven_days_when_imported_starts_none() =>
        Ledger.Of(Customer(Enquiry(7, 0, Kettle) with { ImportedAt = Day(7.01) }), 7.01).All(FollowUpKind.Answer).Should().BeEmpty();

    [Fact]
    public void One_about_what_cannot_be_returned_is_owed_its_facts_too()
    {
        var ledger = Ledger.Of(Customer(Enquiry(7, 0, Earrings)), 0);

        ledger[FollowUpKind.OrderFacts].Deadline.Should().Be(ledger[FollowUpKind.Answer].Deadline);
        ledger[FollowUpKind.OrderFacts].HasSubject.Should().BeFalse();
    }

    [Fact]
    public void A_withdrawn_enquiry_is_owed_no_answer_even_if_it_was_missed()
    {
        var ledger = Ledger.Of(Customer(Enquiry(7, 0, Kettle)), 0).Derive(Customer(Enquiry(7, 0, Kettle)), 2);
        ledger.Counting.Should().Contain(e => e.Kind == EvidenceKind.EnquiryLate);

        ledger.Derive(Customer(), 3);

        ledger[FollowUpKind.Answer].Cancellation.Should().Be(CancellationCause.Stopped);
        ledger.Counting.Should().NotContain(e => e.Kind == EvidenceKind.EnquiryLate);
    }
}
