using System.Diagnostics;
using System.Net.Http.Headers;
using NodaTime;
using RetentionApi.Demo;
using RetentionApi.Demo.Scenes;

namespace RetentionApi.Migrations;

/// <summary>What <c>./run --demo</c> does once the service is ready.</summary>
internal static class DemoCommand
{
    private const int Seed = 1, Customers = 300, ReportsPerStep = 50;

    private static readonly Duration Age = Duration.FromDays(548);

    /// <summary>Fills the shop unless it was filled before, and says what there is to see. What goes wrong is said too, and the service goes on without.</summary>
    /// <param name="keyFile">The merchant's first key.</param>
    public static async Task RunAsync(Uri address, string keyFile, Instant now, CancellationToken cancellationToken)
    {
        try
        {
            using var client = new HttpClient { BaseAddress = address };
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await File.ReadAllTextAsync(keyFile, cancellationToken)).Trim());
            var shop = DemoShop.Simulate(Seed, Customers, now - Age, now);
            var filling = new DemoFilling(client, shop);
            if (await filling.IsDoneAsync(cancellationToken)) Console.WriteLine("Demo:  the shop is filled already.");
            else await FillAsync(filling, client, shop, cancellationToken);
            Suggest(address, keyFile, shop);
        }
        catch (Exception cause) when (cause is HttpRequestException or IOException)
        {
            Console.Error.WriteLine($"The demo shop could not be filled: {cause.Message}");
        }
        catch (OperationCanceledException)
        {
            // Told to stop: the service is about to.
        }
    }

    private static async Task FillAsync(DemoFilling filling, HttpClient client, DemoShop shop, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var reports = await filling.FillAsync(Show, cancellationToken);
        await new DemoPlay(client).PlayAsync(DemoScenes.Of(shop), cancellationToken);
        var orders = shop.Truth.Customers().Sum(c => c.Orders);
        var start = Console.IsOutputRedirected ? "" : "\r";
        Say($"{start}Demo:  {shop.Customers} customers and {orders:N0} orders of 18 months, {reports:N0} reports in {watch.Elapsed.TotalSeconds:0} s.\n");
    }

    /// <summary>One line that changes; nothing where nobody looks.</summary>
    private static void Show(int done, int all)
    {
        if (done % ReportsPerStep == 0 && !Console.IsOutputRedirected) Say($"\rDemo:  {done:N0} of {all:N0} reports …");
    }

    private static void Say(FormattableString text) => Console.Write(FormattableString.Invariant(text));

    private static void Suggest(Uri address, string keyFile, DemoShop shop)
    {
        var best = shop.Truth.Customers().Where(c => c.IsAlive && c.Customer.Kind == CustomerKind.Account).MaxBy(c => c.Orders)!.Customer;
        var customer = $"/v1/customers/~{ApiRequests.Source}:{best.ExternalId}";
        foreach (var path in new[] { "/v1/customers?level=proactive&limit=5", customer, $"{customer}/relationship" })
            Console.WriteLine($"Try:   curl -H \"Authorization: Bearer $(cat '{keyFile}')\" '{new Uri(address, path)}'");
    }
}
