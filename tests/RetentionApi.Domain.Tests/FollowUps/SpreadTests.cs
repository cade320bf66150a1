using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.FollowUps;

public sealed class SpreadTests
{
    [Fact]
    public void A_thousand_customers_imported_in_one_minute_are_not_asked_in_one_minute_a_week_later()
    {
        var checks = Enumerable.Range(1, 1_000).Select(i => new Ledger().Derive(Imported(new Guid(i, 0, 0, new byte[8])), day: 0)[FollowUpKind.QualityCheck]).ToList();

        checks.Should().OnlyContain(check => check.DueAt >= Day(7) && check.DueAt < Day(7 + (7 * 0.25)) && check.Deadline == Day(14));
        checks.GroupBy(check => (check.DueAt - Day(0)).TotalHours switch { var hours => (int)hours }).Max(hour => hour.Count()).Should().BeLessThan(60, "they are spread over 42 hours");
    }

    [Fact]
    public void The_same_customer_always_comes_up_at_the_same_time()
    {
        var ledger = new Ledger().Derive(Imported(Id(7)), day: 0);
        var due = ledger[FollowUpKind.QualityCheck].DueAt;

        ledger.Derive(Imported(Id(7)), day: 1);

        ledger[FollowUpKind.QualityCheck].DueAt.Should().Be(due);
    }

    [Fact]
    public void What_is_reported_by_itself_comes_up_when_it_is_due() =>
        new Ledger().Derive(Customer(Order(1, day: 0, [Kettle], delivered: 0)), day: 0)[FollowUpKind.QualityCheck].DueAt.Should().Be(Day(7));

    [Fact]
    public void What_was_due_before_the_import_is_not_owed_because_it_would_be_spread_to_after_it()
    {
        var record = Imported(Id(7), importedAt: 7.1);

        new Ledger().Derive(record, day: 7.1).All(FollowUpKind.QualityCheck).Should().OnlyContain(check => check.Step == 2);
    }

    private static CustomerRecord Imported(Guid id, double importedAt = 0)
    {
        var order = Order(1, day: 0, [Kettle], delivered: 0) with { ImportedAt = Day(importedAt) };
        return Customer(order) with { CustomerId = id, ImportedAt = Day(importedAt) };
    }
}
