using RetentionApi.Domain.Catalog;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.FollowUps;

/// <summary>Each delivery has its turn once, however the check about it ended.</summary>
public sealed class CheckTurnTests
{
    private static readonly Product[] Twelve = [.. Enumerable.Range(20, 12).Select(n => Kettle with { Id = Id(-n), Price = n })];

    [Theory]
    [InlineData(CancellationCause.NoContact)]
    [InlineData(CancellationCause.NotPermitted)]
    public void What_nobody_could_be_asked_about_has_had_its_turn(CancellationCause cause)
    {
        var customer = Known(Order(1, 0, Twelve, delivered: 2));
        var ledger = Ledger.Of(customer, 2);

        foreach (var (step, day) in new[] { (1, 9), (2, 32) })
        {
            ledger[FollowUpKind.QualityCheck, step].Cancel(cause, Day(day));
            ledger.Derive(customer, day);
        }

        ledger.All(FollowUpKind.QualityCheck).Should().HaveCount(2).And.OnlyContain(f => f.Cancellation == cause);
    }

    [Fact]
    public void What_is_delivered_after_a_check_that_reached_nobody_is_asked_after_without_a_pause()
    {
        var first = Order(1, 0, Twelve, delivered: 2);
        var ledger = Ledger.Of(Known(first), 2);
        foreach (var (step, day) in new[] { (1, 9), (2, 32) })
            ledger[FollowUpKind.QualityCheck, step].Cancel(CancellationCause.NoContact, Day(day));

        ledger.Derive(Known(first, Order(2, 33, [Cup], delivered: 34)), 34);

        ledger.Open(FollowUpKind.QualityCheck).Select(f => (f.Step, f.DueAt)).Should().Equal((1, Day(41)), (2, Day(64)));
    }

    [Fact]
    public void Lines_that_were_rated_well_leave_their_places_to_new_ones()
    {
        var first = Order(1, 0, Twelve[..5], delivered: 2);
        var ledger = Ledger.Of(Known(first), 2);
        ledger.Answer(ledger[FollowUpKind.QualityCheck], 9, 5, 5, 5, 5, 3);

        ledger.Derive(Known(first, Order(2, 10, [Twelve[4], .. Twelve[5..9]], delivered: 12)), 12);

        var poor = ledger[FollowUpKind.QualityCheck].Answers.Single(a => a.Rating == 3).OrderLineId;
        ledger[FollowUpKind.QualityCheck, 2].OrderLineIds.Should().BeEquivalentTo([poor, Line(2, 2), Line(2, 3), Line(2, 4), Line(2, 5)]);
    }

    private static CustomerRecord Known(params object[] facts) => Customer(facts) with { Products = Twelve.Append(Cup).ToDictionary(p => p.Id) };
}
