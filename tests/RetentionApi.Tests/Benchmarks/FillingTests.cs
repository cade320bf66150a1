using Npgsql;
using RetentionApi.Benchmarks;
using RetentionApi.Benchmarks.Stage;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Benchmarks;

public sealed class FillingTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task What_benchmarks_fill_fits_the_schema()
    {
        var merchant = await service.NewMerchantAsync();
        await using var connection = new NpgsqlConnection(service.Database.Owner);
        await connection.OpenAsync(TestContext.Current.CancellationToken);

        await FilledMerchant.FillAsync(connection, merchant.Id, new BenchmarkOptions { Customers = 1_000, Orders = 5_000 }, TestContext.Current.CancellationToken);

        (await service.Database.CountAsync("orders")).Should().Be(5_000);
        (await merchant.Client.GetAsync("/v1/follow-ups?limit=1").JsonAsync())["items"]!.AsArray().Should().ContainSingle();
    }
}
