using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Interests;
using RetentionApi.Domain.Relationships;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.FollowUps;

/// <summary>What a customer asked to be told.</summary>
public sealed class NewsTests
{
    [Fact]
    public void What_has_come_true_is_told_at_once_and_within_a_day()
    {
        var news = Ledger.Of(Customer(Interest(7, Tea, fulfilled: 3)), 3)[FollowUpKind.NewsAskedFor];

        (news.Cause, news.DueAt, news.Deadline, news.Level).Should().Be(($"interest:{Id(7)}", Day(3), Day(4), Level.Proactive));
        news.Channel.Should().Be(ContactChannel.Email);
    }

    [Fact]
    public void What_waits_is_not_told() => Ledger.Of(Customer(Interest(7, Tea)), 3).All(FollowUpKind.NewsAskedFor).Should().BeEmpty();

    [Fact]
    public void It_is_stopped_when_it_is_true_no_more_and_told_when_it_is_again()
    {
        var ledger = Ledger.Of(Customer(Interest(7, Tea, fulfilled: 3)), 3);

        ledger.Derive(Customer(Interest(7, Tea)), 3.5)[FollowUpKind.NewsAskedFor].Cancellation.Should().Be(CancellationCause.Stopped);
        ledger.Derive(Customer(Interest(7, Tea, fulfilled: 9)), 9);

        ledger.All(FollowUpKind.NewsAskedFor).Should().ContainSingle().Which.Should().Match<FollowUp>(f => f.IsOpen && f.DueAt == Day(9) && f.Deadline == Day(10));
    }

    [Fact]
    public void It_ends_when_it_was_told()
    {
        var record = Customer(Interest(7, Tea, fulfilled: 3), Interest(8, Cup));
        var ledger = Ledger.Of(record, 3);
        InterestEnds.Of(record, ledger.FollowUps).Should().BeEmpty();

        ledger.Ask(ledger[FollowUpKind.NewsAskedFor], 3.2);

        InterestEnds.Of(record, ledger.FollowUps).Should().Equal(new InterestEnding(Id(7), InterestEnd.Told, Day(3.2)));
    }

    [Fact]
    public void One_person_who_asked_under_two_names_is_told_once()
    {
        var record = Customer(Interest(7, Tea, fulfilled: 3), Interest(8, Tea, fulfilled: 3) with { CustomerId = Id(2), AskedAt = Day(1) });
        var ledger = Ledger.Of(record, 3);

        ledger.Ask(ledger.All(FollowUpKind.NewsAskedFor).Should().ContainSingle().Subject, 3.2);

        InterestEnds.Of(record, ledger.FollowUps).Select(e => e.InterestId).Should().BeEquivalentTo([Id(7), Id(8)]);
        ledger.Derive(record, 3.3).All(FollowUpKind.NewsAskedFor).Should().ContainSingle();
    }

    [Fact]
    public void Whom_nothing_reaches_is_told_once_something_does()
    {
        var record = Customer(Interest(7, Tea, fulfilled: 3));
        var ledger = Ledger.Of(record with { ContactPoints = [] }, 3);
        ledger.All(FollowUpKind.NewsAskedFor).Should().BeEmpty();

        ledger.Derive(record with { ContactPoints = [record.ContactPoints[0] with { KnownSince = Day(8) }] }, 8);

        ledger[FollowUpKind.NewsAskedFor].Deadline.Should().Be(Day(9));
    }

    /// <summary>Asked for tea and a cup on day 0; of the tea they hear on day 3 and want no more of it.</summary>
    [Theory]
    [InlineData(0, 0)]
    [InlineData(3.2, 1)]
    [InlineData(9, 1)]
    public void News_that_was_declined_silences_what_they_had_asked_for_and_not_what_they_ask_for_afterwards(double asked, int told)
    {
        var tea = Interest(7, Tea, fulfilled: 3);
        var ledger = Ledger.Of(Customer(tea), 3);
        ledger.Decline(ledger[FollowUpKind.NewsAskedFor], 3.1);

        ledger.Derive(Customer(tea with { EndedAt = Day(3.1) }, Interest(8, Cup, fulfilled: 10) with { AskedAt = Day(asked) }), 10);

        ledger.Open(FollowUpKind.NewsAskedFor).Should().HaveCount(told);
    }

    [Fact]
    public void An_objection_to_marketing_does_not_speak_of_what_was_asked_for()
    {
        var record = Customer(Interest(7, Tea, fulfilled: 3)) with { HasObjectedToMarketing = true, HasObjectedToProfiling = true };

        Ledger.Of(record, 3).Open(FollowUpKind.NewsAskedFor).Should().ContainSingle();
    }

    [Theory]
    [InlineData(17, 1)]
    [InlineData(18, 0)]
    public void A_purchase_of_it_within_fourteen_days_shows_that_it_was_welcome(double bought, int evidence)
    {
        var ledger = Ledger.Of(Customer(Interest(7, Tea, fulfilled: 3)), 3);
        ledger.Ask(ledger[FollowUpKind.NewsAskedFor], 3.2);

        ledger.Derive(Customer(Interest(7, Tea, fulfilled: 3), Order(1, bought, [Tea]), Order(2, 4, [Cup])), bought);

        ledger.Counting.Count(e => e.Kind == EvidenceKind.ProactiveWelcomed).Should().Be(evidence);
    }

    [Fact]
    public void The_restricted_are_told_nothing() =>
        Ledger.Of(Customer(Interest(7, Tea, fulfilled: 3)) with { IsRestricted = true }, 3).FollowUps.Should().BeEmpty();
}
