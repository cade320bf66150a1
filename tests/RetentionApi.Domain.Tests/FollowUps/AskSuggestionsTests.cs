using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Relationships;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.FollowUps;

/// <summary>Who has been served well twice is asked what could be better.</summary>
public sealed class AskSuggestionsTests
{
    [Fact]
    public void The_second_good_outcome_calls_for_an_ask_three_days_later()
    {
        var ledger = Asked([Good(1, 0), Good(2, 10)], day: 10);

        var ask = ledger.Single();
        (ask.DueAt, ask.Deadline, ask.Level).Should().Be((Day(13), Day(20), Level.Interactive));
    }

    [Fact]
    public void One_is_not_enough_nor_two_of_one_day_or_of_one_cause_or_one_that_was_withdrawn()
    {
        Asked([Good(1, 0)], 1).Should().BeEmpty();
        Asked([Good(1, 0), Good(2, 0.1)], 1).Should().BeEmpty();
        Asked([Good(1, 0), Good(1, 5)], 5).Should().BeEmpty();
        Asked([Good(1, 0), Good(2, 5) with { WithdrawnAt = Day(5) }], 5).Should().BeEmpty();
        Asked([Good(1, 0), Good(2, 5) with { Kind = EvidenceKind.RepeatOrder }], 5).Should().BeEmpty();
    }

    [Fact]
    public void What_was_asked_is_not_asked_again_whatever_is_derived_anew()
    {
        Evidence[] evidence = [Good(1, 0), Good(2, 10)];
        var asked = Asked(evidence, 10);

        Asked(evidence, 10, asked).Should().Equal(asked);
        Asked(evidence, 12, asked).Should().Equal(asked);
    }

    [Fact]
    public void For_half_a_year_nobody_is_asked_again_and_then_two_new_outcomes_are_needed()
    {
        Evidence[] first = [Good(1, 0), Good(2, 10)], soon = [.. first, Good(3, 50), Good(4, 100)];
        var asked = Asked(first, 10);

        Asked(soon, 100, asked).Should().HaveCount(1);
        Asked([.. soon, Good(5, 190)], 190, asked).Should().HaveCount(2);
        Asked([.. first, Good(5, 190)], 190, asked).Should().HaveCount(1);
    }

    [Fact]
    public void The_past_owes_nothing() => Asked([Good(1, 0), Good(2, 10)], 30).Should().BeEmpty();

    [Fact]
    public void Whoever_objected_or_is_restricted_is_left_alone()
    {
        Asked([Good(1, 0), Good(2, 10)], 10, record: Customer() with { HasObjectedToProfiling = true }).Should().BeEmpty();
        Asked([Good(1, 0), Good(2, 10)], 10, record: Customer() with { HasObjectedToMarketing = true }).Should().BeEmpty();
        Asked([Good(1, 0), Good(2, 10)], 10, record: Customer() with { IsRestricted = true }).Should().BeEmpty();
    }

    private static IReadOnlyList<FollowUp> Asked(Evidence[] evidence, double day, IReadOnlyList<FollowUp>? existing = null, CustomerRecord? record = null) =>
        StandingDuties.AskSuggestions(record ?? Customer(), existing ?? [], evidence, Rules, Day(day)).ApplyTo(existing ?? [], Day(day));

    private static Evidence Good(int cause, double day) => new()
    {
        Id = Id(cause),
        CustomerId = Id(1),
        Kind = EvidenceKind.QualityConfirmed,
        Source = $"orderLine:{Id(cause)}",
        OccurredAt = Day(day),
        RecordedAt = Day(day),
        Weight = 1,
    };
}
