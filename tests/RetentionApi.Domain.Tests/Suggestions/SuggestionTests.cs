using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Suggestions;

namespace RetentionApi.Domain.Tests.Suggestions;

public sealed class SuggestionTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 2, 2, 0);

    private static readonly LocalDate Today = new(2026, 3, 2);

    [Fact]
    public void A_reply_acknowledges_it_and_a_look_puts_it_under_review()
    {
        var suggestion = Made();

        suggestion.Reply("Thanks", isUnderReview: false, null, Now).Value.Kind.Should().Be(SuggestionChangeKind.Replied);
        suggestion.Status.Should().Be(SuggestionStatus.Acknowledged);
        suggestion.Reply("We look into it", isUnderReview: true, null, Now + Duration.FromDays(1)).Value.Kind.Should().Be(SuggestionChangeKind.UnderReview);
        (suggestion.Status, suggestion.RepliedAt, suggestion.Version).Should().Be((SuggestionStatus.UnderReview, Now, 3));
    }

    [Fact]
    public void What_is_planned_is_built_and_the_first_decision_stays_the_decision()
    {
        var suggestion = Made();

        var planned = suggestion.Plan("In May", new LocalDate(2026, 5, 1), Today, null, Now).Value;
        var built = suggestion.Build(null, null, Now + Duration.FromDays(60)).Value;

        (planned.Kind, planned.PlannedOn, planned.Text).Should().Be((SuggestionChangeKind.Planned, new LocalDate(2026, 5, 1), "In May"));
        built.Kind.Should().Be(SuggestionChangeKind.Built);
        (suggestion.Status, suggestion.DecidedAt, suggestion.BuiltAt).Should().Be((SuggestionStatus.Built, Now, Now + Duration.FromDays(60)));
    }

    [Fact]
    public void A_decision_is_a_reply_too() => Decided(s => s.Decline("Too dear", null, Now)).RepliedAt.Should().Be(Now);

    [Fact]
    public void A_plan_may_be_given_up_with_a_reason()
    {
        var suggestion = Decided(s => s.Plan(null, new LocalDate(2026, 5, 1), Today, null, Now));

        suggestion.Decline(" ", null, Now).Error.Should().Be(SuggestionErrors.ReasonRequired);
        suggestion.Decline("The farmer has none", null, Now).IsOk.Should().BeTrue();
        (suggestion.Status, suggestion.PlannedOn, suggestion.Reason).Should().Be((SuggestionStatus.Declined, null, "The farmer has none"));
    }

    [Fact]
    public void What_has_ended_is_decided_no_more()
    {
        var (built, declined) = (Decided(s => s.Build(null, null, Now)), Decided(s => s.Decline("No", null, Now)));

        built.Reply("again", false, null, Now).Error.Should().Be(SuggestionErrors.AlreadyBuilt);
        built.Decline("no", null, Now).Error.Should().Be(SuggestionErrors.AlreadyBuilt);
        declined.Plan(null, null, Today, null, Now).Error.Should().Be(SuggestionErrors.AlreadyDeclined);
        declined.Build(null, null, Now).Error.Should().Be(SuggestionErrors.AlreadyDeclined);
    }

    [Fact]
    public void A_plan_lies_ahead() => Made().Plan(null, new LocalDate(2026, 3, 1), Today, null, Now).Error.Should().Be(SuggestionErrors.PlannedInPast);

    [Fact]
    public void What_was_merged_goes_on_elsewhere()
    {
        var (one, other) = (Made(), Made());

        one.MergeInto(one, null, Now).Error.Should().Be(SuggestionErrors.MergedIntoItself);
        one.MergeInto(other, null, Now).Value.Kind.Should().Be(SuggestionChangeKind.Merged);
        (one.MergedIntoId, one.RepliedAt).Should().Be((other.Id, (Instant?)null));
        one.Build(null, null, Now).Error.Should().Be(SuggestionErrors.Merged);
        one.MergeInto(other, null, Now).Error.Should().Be(SuggestionErrors.Merged);
        other.MergeInto(one, null, Now).Error.Should().Be(SuggestionErrors.Merged);
    }

    private static Suggestion Decided(Func<Suggestion, Result<SuggestionChange>> decide)
    {
        var suggestion = Made();
        decide(suggestion).IsOk.Should().BeTrue();
        return suggestion;
    }

    private static Suggestion Made() => new() { MerchantId = default, Id = Ids.New(Now), CustomerId = default, Text = "Larger packs", Matching = "larger packs", CreatedAt = Now };
}
