using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.FollowUps;

/// <summary>Objections, restriction, declining, consent and merge.</summary>
public sealed class WishTests
{
    private static readonly CustomerRecord Buyer = Customer(Order(1, 0, [Earrings, Kettle, Tea, Lamp], delivered: 2), Enquiry(7, 0, Kettle));

    [Fact]
    public void After_an_objection_to_profiling_what_is_owed_because_of_a_fact_stays_owed()
    {
        var ledger = Ledger.Of(Buyer, 0);

        ledger.Derive(Buyer with { HasObjectedToProfiling = true }, 0.1);

        ledger.FollowUps.Where(f => f.IsOpen).Select(f => f.Kind).Distinct().Should().BeEquivalentTo(
            [FollowUpKind.Welcome, FollowUpKind.Answer, FollowUpKind.OrderFacts, FollowUpKind.Warranty, FollowUpKind.QualityCheck]);
    }

    [Fact]
    public void After_an_objection_to_marketing_nobody_asks_or_advertises()
    {
        var ledger = Ledger.Of(Buyer with { HasObjectedToMarketing = true }, 0);

        ledger.FollowUps.Select(f => f.Kind).Distinct().Should().BeEquivalentTo(
            [FollowUpKind.Welcome, FollowUpKind.Answer, FollowUpKind.OrderFacts, FollowUpKind.Warranty]);
    }

    [Fact]
    public void A_restriction_ends_every_duty_and_opens_none()
    {
        var ledger = Ledger.Of(Buyer, 0);

        ledger.Derive(Buyer with { IsRestricted = true, Orders = [.. Buyer.Orders, Order(2, 0, [Earrings])] }, 0.1);

        ledger.FollowUps.Should().OnlyContain(f => f.Cancellation == CancellationCause.Stopped);
    }

    [Fact]
    public void Who_declines_is_asked_nothing_of_the_kind_for_a_year()
    {
        var later = Order(2, 300, [Kettle], delivered: 301);
        var ledger = Ledger.Of(Buyer, 0);
        ledger.Decline(ledger[FollowUpKind.QualityCheck], 9).Derive(Buyer, 9);
        ledger[FollowUpKind.QualityCheck, 2].Cancellation.Should().Be(CancellationCause.Stopped);

        ledger.Derive(Buyer with { Orders = [.. Buyer.Orders, later] }, 301).Open(FollowUpKind.QualityCheck).Should().BeEmpty();
        ledger.Derive(Buyer with { Orders = [.. Buyer.Orders, later, Order(3, 380, [Cup], delivered: 381)] }, 381).Open(FollowUpKind.QualityCheck).Should().HaveCount(2);
    }

    [Fact]
    public void Of_welcomes_open_for_two_who_are_one_person_the_later_is_cancelled()
    {
        var mine = Ledger.Of(Customer(), 0);
        var other = Ledger.Of(Customer() with { CustomerId = Id(2), FirstContactAt = Day(0.2) }, 0.2);

        var changes = Duties.Derive(Customer(), [.. other.FollowUps, .. mine.FollowUps], Rules, Day(0.3));

        changes.Cancelled.Should().Equal(new FollowUpCancellation(other[FollowUpKind.Welcome].Id, CancellationCause.Merged));
    }

    [Fact]
    public void Of_two_open_checks_of_one_person_the_later_is_cancelled_and_its_lines_join_the_other()
    {
        var (theirs, ours) = (Order(2, 1, [Cup], delivered: 3), Order(1, 0, [Kettle], delivered: 2));
        var other = Ledger.Of(Customer(theirs) with { CustomerId = Id(2) }, 3);
        var mine = Ledger.Of(Customer(ours), 3);
        FollowUp[] both = [.. other.FollowUps, .. mine.FollowUps];

        var merged = Duties.Derive(Customer(ours, theirs), both, Rules, Day(4)).ApplyTo(both, Day(4));

        merged.Where(f => f.Kind is FollowUpKind.QualityCheck && f.IsOpen).Should().HaveCount(2)
            .And.OnlyContain(f => f.Cause == $"customer:{Id(1)}" && f.OrderLineIds.SequenceEqual(new[] { Line(1, 1), Line(2, 1) }));
        merged.Where(f => f.Cancellation == CancellationCause.Merged).Select(f => f.Kind)
            .Should().BeEquivalentTo([FollowUpKind.QualityCheck, FollowUpKind.QualityCheck, FollowUpKind.RegularVisit]);
        Duties.Derive(Customer(ours, theirs), merged, Rules, Day(4)).Should().Be(DutyChanges.None);
    }

    [Fact]
    public void A_survey_needs_consent_on_its_channel_and_a_service_message_none()
    {
        var point = new ContactPoint(ContactChannel.Email, "ann@example.org", SurveyConsent: null, MarketingConsent: true);
        var customer = Customer() with { ContactPoints = [point, point with { Channel = ContactChannel.Sms, SurveyConsent = true }] };

        ChoiceFor(FollowUpKind.QualityCheck, customer).Channel.Should().Be(ContactChannel.Sms);
        ChoiceFor(FollowUpKind.Warranty, customer).Channel.Should().Be(ContactChannel.Email);
    }

    [Fact]
    public void Where_no_channel_is_allowed_it_is_not_permitted_and_where_there_is_none_there_is_no_contact()
    {
        var forbidden = Customer() with { ContactPoints = [new ContactPoint(ContactChannel.Email, "ann@example.org", SurveyConsent: false, null)] };

        ChoiceFor(FollowUpKind.QualityCheck, forbidden).Impossible.Should().Be(CancellationCause.NotPermitted);
        ChoiceFor(FollowUpKind.QualityCheck, Customer() with { ContactPoints = [] }).Impossible.Should().Be(CancellationCause.NoContact);
        ChoiceFor(FollowUpKind.Answer, Customer() with { ContactPoints = [] }).Channel.Should().Be(ContactChannel.Staff);
    }

    [Fact]
    public void What_could_not_be_sent_is_not_opened_again()
    {
        var ledger = Ledger.Of(Buyer, 0);
        foreach (var followUp in ledger.FollowUps.Where(f => f.IsOpen && !f.HasSubject))
            followUp.Cancel(CancellationCause.NoContact, Day(0.1));

        var changes = Duties.Derive(Buyer, ledger.FollowUps, Rules, Day(0.1));

        changes.Opened.Select(f => f.Kind).Should().OnlyContain(kind => kind == FollowUpKind.RegularVisit);
    }

    [Fact]
    public void A_duty_made_by_hand_is_left_alone()
    {
        var byHand = new FollowUp
        {
            MerchantId = Guid.Empty,
            Id = Id(5),
            CustomerId = Id(1),
            Kind = FollowUpKind.QualityCheck,
            Cause = "manual:1",
            Step = 1,
            PolicyVersion = 1,
            CreatedAt = Day(0),
            DueAt = Day(0),
            Deadline = Day(3),
            Channel = ContactChannel.Staff,
        };

        var changes = Duties.Derive(Customer(), [byHand], Rules, Day(1.5));

        changes.IsEmpty.Should().BeTrue();
    }

    private static ChannelChoice ChoiceFor(FollowUpKind kind, CustomerRecord customer) =>
        ChannelChoice.For(Rules.Playbooks.All.First(p => p.Kind == kind).Steps[0], customer);
}
