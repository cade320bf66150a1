using System.Text;
using RetentionApi.Demo;

namespace RetentionApi.Migrations;

/// <summary>Fills a merchant with the demo shop through the service's own front door, as a storefront would.</summary>
internal sealed class DemoFilling(HttpClient client, DemoShop shop)
{
    private const int AtOnce = 8;

    private readonly DemoRequests requests = new(client);

    /// <summary>Whether it was filled before, wholly or in part. The seed decides who buys and what an order is called,
    /// so the first one is called the same whenever it is asked.</summary>
    public async Task<bool> IsDoneAsync(CancellationToken cancellationToken) =>
        shop.Facts().OfType<OrderPlaced>().MinBy(p => p.Order.Customer.Number) is { } first
        && await requests.IsThereAsync($"/v1/orders/~{ApiRequests.Source}:{first.Order.ExternalId}", cancellationToken);

    /// <summary>Reports everything: what concerns one customer in its order, several customers at once.</summary>
    /// <param name="progress">Told how many reports are done, and how many there are.</param>
    /// <returns>How many reports there were.</returns>
    /// <exception cref="HttpRequestException">The service refuses, or is gone.</exception>
    public async Task<int> FillAsync(Action<int, int> progress, CancellationToken cancellationToken)
    {
        var reports = shop.Facts().Select(ApiRequests.Of).ToList();
        var (shopOwn, customers) = (reports.Where(r => r.Customer is null), reports.Where(r => r.Customer is not null).GroupBy(r => r.Customer));
        var done = 0;

        async Task ReportAllAsync(IEnumerable<ApiRequest> inOrder, CancellationToken stop)
        {
            foreach (var report in inOrder)
            {
                await requests.SendAsync(report.Method, report.Path, () => new StringContent(report.Json, Encoding.UTF8, "application/json"), stop);
                progress(Interlocked.Increment(ref done), reports.Count);
            }
        }

        await ReportAllAsync(shopOwn, cancellationToken);
        await Parallel.ForEachAsync(
            customers, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (own, stop) => await ReportAllAsync(own, stop));
        return done;
    }
}
