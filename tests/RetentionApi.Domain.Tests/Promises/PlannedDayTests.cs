using NodaTime;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.Interests;
using RetentionApi.Domain.Promises;
using RetentionApi.Domain.Suggestions;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.Promises;

/// <summary>A day for which something is planned or expected is a promise to whoever asked for it.</summary>
public sealed class PlannedDayTests
{
    private readonly PromiseLedger ledger = new();

    [Theory]
    [InlineData(null, null, 5, PromiseStatus.Open)]
    [InlineData(4.0, null, 5, PromiseStatus.Kept)]
    [InlineData(null, null, 21, PromiseStatus.Broken)]
    [InlineData(21.0, null, 22, PromiseStatus.Broken)]
    [InlineData(null, 3.0, 5, PromiseStatus.Broken)]
    public void A_day_that_a_suggestion_is_planned_for_is_a_promise_to_whoever_asked(double? built, double? declined, double now, PromiseStatus status)
    {
        var planned = Suggested(new SuggestionPlan("Larger packs", DateOf(20), Day(1)));
        ledger.Derive(planned, 1);
        (ledger.Promises.Single().What, ledger.Promises.Single().DueAt, ledger.Promises.Single().MadeAt).Should().Be(("Larger packs", Rules.Calendar.Zone.AtStartOfDay(DateOf(21)).ToInstant(), Day(1)));

        ledger.Derive(planned with { Suggestions = [planned.Suggestions[0] with { BuiltAt = At(built), DeclinedAt = At(declined), Plan = null }] }, now);

        ledger.Promises.Single().Status.Should().Be(status);
    }

    [Fact]
    public void One_person_with_two_voices_is_promised_it_once_and_no_day_that_is_over()
    {
        var planned = Suggested(new SuggestionPlan("Larger packs", DateOf(20), Day(1)));
        ledger.Derive(planned with { Suggestions = [.. planned.Suggestions, planned.Suggestions[0] with { CustomerId = Id(78), Since = Day(2) }] }, 3);
        ledger.Derive(Suggested(new SuggestionPlan("Larger packs", DateOf(2), Day(1))) with { Suggestions = [] }, 4);

        ledger.Promises.Should().ContainSingle().Which.MadeAt.Should().Be(Day(1));
        ledger.Promises.Clear();
        ledger.Derive(Suggested(new SuggestionPlan("Larger packs", DateOf(2), Day(1))), 4);
        ledger.Promises.Should().BeEmpty();
    }

    [Theory]
    [InlineData(4.0, null, 5, PromiseStatus.Kept)]
    [InlineData(null, 4.0, 5, PromiseStatus.Withdrawn)]
    [InlineData(null, null, 21, PromiseStatus.Broken)]
    public void A_day_on_which_goods_are_to_be_there_again_is_a_promise_to_whoever_waits(double? fulfilled, double? ended, double now, PromiseStatus status)
    {
        var waiting = new Interest(Id(60), Customer().CustomerId, Id(61), InterestKind.BackInStock, Day(0), null, null) { ExpectedOn = DateOf(20), ProductName = "Kettle" };
        ledger.Derive(Customer() with { Interests = [waiting] }, 1);
        (ledger.Promises.Single().Source, ledger.Promises.Single().What).Should().Be(($"interest:{Id(60)}", "Kettle"));

        ledger.Derive(Customer() with { Interests = [waiting with { FulfilledAt = At(fulfilled), EndedAt = At(ended) }] }, now);

        ledger.Promises.Single().Status.Should().Be(status);
        ledger.Derive(Customer() with { Interests = [waiting with { EndedAt = At(ended) }] }, now + 1);
        ledger.Promises.Single().Status.Should().Be(status, "what was there once keeps the promise, though it may be gone again");
    }

    private static Instant? At(double? day) => day is { } known ? Day(known) : null;

    private static LocalDate DateOf(double day) => Day(day).InZone(Rules.Calendar.Zone).Date;

    private static CustomerRecord Suggested(SuggestionPlan plan) => Customer() with
    {
        Suggestions = [new VoicedSuggestion(Id(50), Customer().CustomerId, Day(0), IsOwn: true, IsMerged: false, null, null, Day(1), null, null) { Plan = plan }],
    };
}
