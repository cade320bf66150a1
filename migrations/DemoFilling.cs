using System.Net;
using System.Text;
using RetentionApi.Demo;

namespace RetentionApi.Migrations;

/// <summary>Fills a merchant with the demo shop through the service's own front door, as a storefront would.</summary>
internal sealed class DemoFilling(HttpClient client, DemoShop shop)
{
    private const int AtOnce = 8;

    /// <summary>Whether it was filled before, wholly or in part. The seed decides who buys and what an order is called,
    /// so the first one is called the same whenever it is asked.</summary>
    public async Task<bool> IsDoneAsync(CancellationToken cancellationToken)
    {
        if (shop.Facts().OfType<OrderPlaced>().MinBy(p => p.Order.Customer.Number) is not { } first) return false;
        using var response = await client.GetAsync(Relative($"/v1/orders/~{ApiRequests.Source}:{first.Order.ExternalId}"), cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound) return false;
        await ExpectSuccessAsync(response, cancellationToken);
        return true;
    }

    /// <summary>Reports everything: what concerns one customer in its order, several customers at once.</summary>
    /// <param name="progress">Told how many reports are done, and how many there are.</param>
    /// <returns>How many reports there were.</returns>
    /// <exception cref="HttpRequestException">The service refuses, or is gone.</exception>
    public async Task<int> FillAsync(Action<int, int> progress, CancellationToken cancellationToken)
    {
        var requests = shop.Facts().Select(ApiRequests.Of).ToList();
        var (shopOwn, customers) = (requests.Where(r => r.Customer is null), requests.Where(r => r.Customer is not null).GroupBy(r => r.Customer));
        var done = 0;

        async Task ReportAllAsync(IEnumerable<ApiRequest> inOrder, CancellationToken stop)
        {
            foreach (var request in inOrder)
            {
                await ReportAsync(request, stop);
                progress(Interlocked.Increment(ref done), requests.Count);
            }
        }

        await ReportAllAsync(shopOwn, cancellationToken);
        await Parallel.ForEachAsync(
            customers, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (own, stop) => await ReportAllAsync(own, stop));
        return done;
    }

    private async Task ReportAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var body = new StringContent(request.Json, Encoding.UTF8, "application/json");
            using var response = await client.PostAsync(Relative(request.Path), body, cancellationToken);
            if (response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable && response.Headers.RetryAfter?.Delta is { } wait)
            {
                await Task.Delay(wait, cancellationToken);
                continue;
            }

            await ExpectSuccessAsync(response, cancellationToken);
            return;
        }
    }

    private static async Task ExpectSuccessAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode) return;
        var problem = await response.Content.ReadAsStringAsync(cancellationToken);
        throw new HttpRequestException($"{(int)response.StatusCode} to {response.RequestMessage?.RequestUri?.PathAndQuery}: {problem}", null, response.StatusCode);
    }

    private static Uri Relative(string path) => new(path, UriKind.Relative);
}
