using NodaTime;
using RetentionApi.Domain.Reviews;

namespace RetentionApi.Domain.Tests.Reviews;

public sealed class QuarterTests
{
    [Theory]
    [InlineData("2026-Q1", 1, 1, 3, 31)]
    [InlineData("2026-Q2", 4, 1, 6, 30)]
    [InlineData("2026-Q3", 7, 1, 9, 30)]
    [InlineData("2026-Q4", 10, 1, 12, 31)]
    public void It_has_three_months_and_every_day_of_them(string text, int firstMonth, int firstDay, int lastMonth, int lastDay)
    {
        Quarter.TryParse(text, out var quarter).Should().BeTrue();

        (quarter.Begins, quarter.Ends.PlusDays(-1)).Should().Be((new LocalDate(2026, firstMonth, firstDay), new LocalDate(2026, lastMonth, lastDay)));
        Enumerable.Range(0, Period.DaysBetween(quarter.Begins, quarter.Ends)).Select(day => Quarter.Of(quarter.Begins.PlusDays(day))).Should().OnlyContain(q => q == quarter);
        (quarter.Next.Previous, quarter.ToString()).Should().Be((quarter, text));
    }

    [Fact]
    public void A_year_leads_on_to_the_next() => (new Quarter(2026, 4).Next, new Quarter(2026, 1).Previous).Should().Be((new Quarter(2027, 1), new Quarter(2025, 4)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2026-Q5")]
    [InlineData("2026-Q0")]
    [InlineData("2026-q1")]
    [InlineData("2026Q1")]
    [InlineData("0000-Q1")]
    [InlineData("+026-Q1")]
    [InlineData("2026-Q11")]
    public void Nothing_else_is_one(string? text) => Quarter.TryParse(text, out _).Should().BeFalse();
}
