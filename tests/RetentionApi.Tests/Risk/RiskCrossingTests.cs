using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;
using RetentionApi.Risk;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Risk;

public sealed class RiskCrossingTests(TestService service) : IClassFixture<TestService>, IAsyncLifetime
{
    private const string Reminders = "SELECT count(*) FROM follow_ups WHERE merchant_id = $1 AND kind = 'riskReminder'";

    private TestMerchant shop = null!;

    /// <summary>A shop to learn from, and twelve weekly customers who all ordered yesterday for the last time.</summary>
    public async ValueTask InitializeAsync()
    {
        service.Clock.Reset(TestService.Start);
        shop = await service.NewMerchantAsync();
        var yesterday = new LocalDate(2026, 3, 1);
        var weekly = Enumerable.Range(1, 12).Select(n => new Buyer($"w-{n}", [.. Enumerable.Range(0, 20).Select(week => (yesterday.PlusDays(-7 * (19 - week)), 10m * n))]));
        await service.AddBuyersAsync(shop, [.. Buyers.Simulated(200, yesterday), .. weekly]);
        await service.FitAsync(shop, new { });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Whose_band_becomes_high_gets_a_reminder_on_that_day_and_not_before()
    {
        var highOn = await HighOnAsync("w-1");
        await RunOnAsync(highOn.PlusDays(-1));
        var before = await BandAsync("w-1");

        await RunOnAsync(highOn);

        (before, await BandAsync("w-1")).Should().Be(("cooling", "high"));
        (await service.OneAsync<long>(shop, $"{Reminders} AND customer_id = (SELECT id FROM customers WHERE merchant_id = $1 AND name = 'w-1') AND status = 'due'")).Should().Be(1);
    }

    [Fact]
    public async Task A_second_run_on_the_same_day_finds_nobody_left()
    {
        var highOn = await HighOnAsync("w-1");
        var first = await RunOnAsync(highOn);
        var reminders = await service.OneAsync<long>(shop, Reminders);

        var second = await RunOnAsync(highOn);

        first.High.Should().BeGreaterThanOrEqualTo(12);
        (second.Cooling, second.High, second.Lost, second.Reminded).Should().Be((0, 0, 0, 0));
        (await service.OneAsync<long>(shop, Reminders)).Should().Be(reminders);
    }

    [Fact]
    public async Task Runs_that_overlap_remind_once_and_remember_it()
    {
        var highOn = await HighOnAsync("w-1");
        await RunOnAsync(highOn.PlusDays(-1));
        var before = await service.OneAsync<long>(shop, Reminders);
        service.Clock.Reset(NoonOf(highOn));

        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => service.CrossAsync(shop)));

        var reminded = runs.Sum(r => r.Reminded);
        reminded.Should().BePositive();
        (await service.OneAsync<long>(shop, Reminders) - before).Should().Be(reminded);
        (await service.OneAsync<long>(shop, $"SELECT count(*) FROM risk_crossings WHERE merchant_id = $1 AND reminded_on = '{highOn:uuuu-MM-dd}'")).Should().Be(reminded);
    }

    [Fact]
    public async Task An_owner_is_reminded_of_ten_a_day_the_most_at_stake_first_and_of_the_others_on_the_days_after()
    {
        var highOn = await HighOnAsync("w-1");
        await RunOnAsync(highOn.PlusDays(-1));
        await service.OneAsync<int>(shop, $"UPDATE customer_standings SET owner_id = '{Guid.Empty:D}' WHERE merchant_id = $1 AND customer_id IN (SELECT id FROM customers WHERE merchant_id = $1 AND name LIKE 'w-%') RETURNING 1");

        await RunOnAsync(highOn);
        var today = await RemindedAsync();
        await RunOnAsync(highOn.PlusDays(1));

        today.Should().BeEquivalentTo(Enumerable.Range(3, 10).Select(n => $"w-{n}"));
        (await RemindedAsync()).Should().BeEquivalentTo(Enumerable.Range(1, 12).Select(n => $"w-{n}"));
    }

    [Fact]
    public async Task Who_has_waited_a_fortnight_is_no_longer_considered()
    {
        var highOn = await HighOnAsync("w-1");
        await RunOnAsync(highOn.PlusDays(-1));
        await RunOnAsync(highOn);
        await service.OneAsync<int>(shop, "UPDATE risk_crossings SET reminded_on = NULL, crossed_on = crossed_on - 14 WHERE merchant_id = $1 RETURNING 1");

        var run = await RunOnAsync(highOn);

        (run.Reminded, run.Waiting).Should().Be((0, 0));
        (await service.OneAsync<long>(shop, "SELECT count(*) FROM risk_crossings WHERE merchant_id = $1")).Should().Be(0);
    }

    [Fact]
    public async Task A_loss_is_on_the_timeline_on_its_day()
    {
        var day = await DayAsync("lost_on", "w-2");

        await RunOnAsync(day);

        var entry = (await shop.Client.GetAsync("/v1/customers/~shop:w-2/timeline?kind=riskBandChanged").JsonAsync())["items"]!.AsArray().Single()!;
        entry.Text("summary").Should().EndWith("→ lost");
        entry.Text("occurredAt").Should().Be($"{day.PlusDays(-1):uuuu-MM-dd}T16:00:00Z", "that is midnight in Shanghai");
    }

    [Fact]
    public async Task A_refit_dates_the_bands_and_reminds_of_nobody()
    {
        service.Clock.Reset(NoonOf(await HighOnAsync("w-1")));

        (await service.Services.GetRequiredService<ChurnFitJob>().RunAsync(shop.Id, service.Clock.GetCurrentInstant(), CancellationToken.None)).Should().BeTrue();
        (await service.Services.GetRequiredService<ChurnFitJob>().RunAsync(shop.Id, service.Clock.GetCurrentInstant(), CancellationToken.None)).Should().BeFalse("one is queued");
        await service.DoOperationsAsync();

        (await service.CrossAsync(shop)).High.Should().Be(0);
        (await BandAsync("w-1")).Should().BeOneOf("high", "cooling");
        (await service.OneAsync<long>(shop, Reminders)).Should().Be(0);
    }

    [Fact]
    public async Task Whose_band_a_correction_makes_high_is_reminded_of_too()
    {
        for (var week = 0; week < 10; week++)
            await shop.Client.PostAsync("/v1/orders", Sample.Order($"m-{week}", "m-1", $"{new LocalDate(2026, 3, 1).PlusDays(-7 * week):uuuu-MM-dd}T10:00:00+08:00")).JsonAsync(HttpStatusCode.Created);
        await service.DispatchAsync(shop);
        var highOn = await HighOnAsync("王芳");
        service.Clock.Reset(NoonOf(highOn.PlusDays(1)));
        var last = Sample.Order("m-last", "m-1", $"{highOn:uuuu-MM-dd}T10:00:00+08:00");
        await shop.Client.PostAsync("/v1/orders", last).JsonAsync(HttpStatusCode.Created);
        await service.DispatchAsync(shop);
        var before = await BandAsync("王芳");

        await shop.Client.PostAsync("/v1/orders", last.With("status", "cancelled").With("updatedAt", Shop.Text(service.Clock.GetCurrentInstant()))).JsonAsync();
        await service.DispatchAsync(shop);
        var after = await BandAsync("王芳");
        await service.CrossAsync(shop);

        (before, after).Should().Be(("active", "high"));
        (await service.OneAsync<long>(shop, $"{Reminders} AND customer_id = (SELECT id FROM customers WHERE merchant_id = $1 AND name = '王芳')")).Should().Be(1);
    }

    private async Task<CrossingSummary> RunOnAsync(LocalDate day)
    {
        service.Clock.Reset(NoonOf(day));
        return await service.CrossAsync(shop);
    }

    private static Instant NoonOf(LocalDate day) => day.At(new LocalTime(12, 0)).InZoneStrictly(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).ToInstant();

    private Task<LocalDate> HighOnAsync(string name) => DayAsync("high_on", name);

    private async Task<LocalDate> DayAsync(string column, string name) => LocalDatePattern.Iso.Parse(await service.OneAsync<string>(
        shop, $"SELECT {column}::text FROM customer_standings s JOIN customers c ON c.id = s.customer_id WHERE s.merchant_id = $1 AND c.name = '{name}'")).GetValueOrThrow();

    private async Task<string> BandAsync(string name) => await service.OneAsync<string>(
        shop, $"SELECT risk_band FROM customer_standings s JOIN customers c ON c.id = s.customer_id WHERE s.merchant_id = $1 AND c.name = '{name}'");

    private async Task<string[]> RemindedAsync() => await service.OneAsync<string[]>(
        shop, "SELECT array_agg(c.name) FROM follow_ups f JOIN customers c ON c.id = f.customer_id WHERE f.merchant_id = $1 AND f.kind = 'riskReminder' AND c.name LIKE 'w-%'");
}
