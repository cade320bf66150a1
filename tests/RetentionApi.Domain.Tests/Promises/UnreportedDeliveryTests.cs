using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Merchants;
using RetentionApi.Domain.Orders;
using RetentionApi.Domain.Promises;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.Promises;

/// <summary>A storefront that sends promised dates and reports no deliveries. They are promised for day 3.</summary>
public sealed class UnreportedDeliveryTests
{
    private static readonly DutyRules Unreported = new(Rules.Policy with { Promises = new PromisePolicy { DeliveriesAreReported = false } }, Rules.Calendar);

    private readonly List<FollowUp> duties = [];

    private readonly List<Promise> promises = [];

    [Fact]
    public void What_nobody_reports_promises_nothing()
    {
        Derive(null, Unreported, 0);
        Derive(null, Unreported, 20);

        promises.Should().BeEmpty();
    }

    [Theory]
    [InlineData(2, PromiseStatus.Kept)]
    [InlineData(9, PromiseStatus.Broken)]
    public void What_is_reported_after_all_is_judged_by_its_day(double delivered, PromiseStatus status)
    {
        Derive(null, Unreported, 0);
        Derive(delivered, Unreported, 20);

        promises.Single().Status.Should().Be(status);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public void Whoever_says_so_later_takes_back_what_was_promised_or_broken(double day)
    {
        Derive(null, Rules, 0);
        Derive(null, Rules, day);
        promises.Single().Status.Should().Be(day < 4 ? PromiseStatus.Open : PromiseStatus.Broken);

        Derive(null, Unreported, day);

        (promises.Single().Status, promises.Single().BrokenAt).Should().Be((PromiseStatus.Withdrawn, null));
        duties.Single().IsStopped.Should().BeTrue();
    }

    [Fact]
    public void Who_reports_deliveries_again_owes_them_again()
    {
        Derive(null, Rules, 0);
        Derive(null, Unreported, 1);

        Derive(null, Rules, 2);

        (promises.Single().Status, duties.Single().IsEnded).Should().Be((PromiseStatus.Open, false));
    }

    /// <summary>Derives and writes; and then nothing is left to write.</summary>
    private void Derive(double? delivered, DutyRules rules, double day)
    {
        var order = Order(1, 0, [Cup]) with { Deliveries = [new Delivery(Id(5), null, Day(3), delivered is { } at ? Day(at) : null)] };
        var record = Customer(order) with { FirstContactAt = Day(-9) };
        var changes = PromiseDerivation.Derive(record with { Promises = promises }, duties, rules, Day(day));
        promises.AddRange(changes.Made);
        duties.AddRange(changes.Duties);
        PromiseDerivation.Derive(record with { Promises = promises }, duties, rules, Day(day)).Should().Be(PromiseChanges.None);
    }
}
