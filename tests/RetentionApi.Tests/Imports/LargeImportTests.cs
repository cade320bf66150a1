using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RetentionApi.Imports;
using RetentionApi.Imports.Applying;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Persistence;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Imports;

/// <summary>What a file may be without taking the service's memory, or its connections, from everybody else.</summary>
public sealed class LargeImportTests(TestService service) : IClassFixture<TestService>
{
    private const string StagingTables = "SELECT count(*) FROM pg_tables WHERE schemaname = 'staging'";

    [Theory]
    [InlineData("kind=products", "sku,name\n", "{0},{1}\n")]
    [InlineData("kind=order-lines&defaults=source:shop,currency:CNY", "order_id,placed_at,sku,quantity,unit_price,product_name\n", "{0},2026-01-05 10:00:00,T,1,1.00,{1}\n")]
    public async Task A_page_ends_where_its_lines_are_heavy(string query, string header, string line)
    {
        var shop = await service.NewMerchantAsync();
        var blanks = new string(' ', 10_000);
        var file = header + string.Concat(Enumerable.Range(1, 9).Select(n => line.Replace("{0}", $"A{n}", StringComparison.Ordinal).Replace("{1}", blanks, StringComparison.Ordinal)));

        var pages = await PagesAsync(shop, query, file, new ImportSettings { BytesPerChunk = 30_000 });

        pages.Should().Equal(3, 3, 3);
    }

    [Fact]
    public async Task Lines_of_one_order_stay_together_however_heavy()
    {
        var shop = await service.NewMerchantAsync();
        var line = $"A1,2026-01-05 10:00:00,T,1,1.00,{new string(' ', 10_000)}\n";
        var file = "order_id,placed_at,sku,quantity,unit_price,product_name\n" + string.Concat(Enumerable.Repeat(line, 8)) + "A2,2026-01-05 10:00:00,T,1,1.00,x\n";

        var pages = await PagesAsync(shop, "kind=order-lines&defaults=source:shop,currency:CNY", file, new ImportSettings { BytesPerChunk = 30_000 });

        pages.Should().Equal(8, 1);
    }

    [Fact]
    public async Task A_line_has_an_end()
    {
        var shop = await service.NewMerchantAsync();

        (await shop.SendFileAsync("kind=products", $"sku,name\nT,{new string('x', 1 << 16)}\n").ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("import.line_too_long");
    }

    [Fact]
    public async Task An_order_that_calls_itself_by_a_book_is_refused_alone()
    {
        var shop = await service.NewMerchantAsync();
        var file = $"order_id,placed_at,sku,quantity,unit_price\n{RandomNumberGenerator.GetHexString(10_000)},2026-01-05 10:00:00,T,1,1.00\nA2,2026-01-05 10:00:00,T,1,1.00\n";

        var operation = await service.ImportAsync(shop, "kind=order-lines&defaults=source:shop,currency:CNY", file);

        (operation.Text("status"), operation["result"]!["orders"]!.GetValue<int>(), operation["result"]!["refused"]!.GetValue<int>()).Should().Be(("succeeded", 1, 1));
    }

    [Fact]
    public async Task Who_sends_slowly_keeps_nobody_waiting()
    {
        var (slow, shop) = (await service.NewMerchantAsync(), await service.NewMerchantAsync());
        var sent = new TaskCompletionSource();
        var before = await service.AskAsync<long>(StagingTables);
        var uploads = Enumerable.Range(1, 3).Select(n => SendSlowlyAsync(slow, $"sku,name\nSLOW-{n},Tea\n", sent.Task)).ToList();
        (await service.UntilAsync<long>(StagingTables, found => found >= before + 2)).Should().BeGreaterThanOrEqualTo(before + 2);

        await shop.SendFileAsync("kind=products", "sku,name\nQUICK,Tea\n").JsonAsync(HttpStatusCode.Accepted);

        uploads.Should().NotContain(u => u.IsCompleted);
        sent.SetResult();
        foreach (var upload in uploads)
            await upload.JsonAsync(HttpStatusCode.Accepted);
        await service.RunOperationsAsync();
        (await service.AskAsync<long>($"SELECT count(*) FROM products WHERE merchant_id = '{slow.Id}'")).Should().Be(3);
    }

    /// <summary>How many lines each page has.</summary>
    private async Task<List<int>> PagesAsync(TestMerchant shop, string query, string file, ImportSettings settings)
    {
        var id = Guid.Parse((await shop.SendFileAsync(query, file).JsonAsync(HttpStatusCode.Accepted)).Text("id"));
        var request = JsonSerializer.Deserialize<ImportRequest>(await service.AskAsync<string>($"SELECT request::text FROM operations WHERE id = '{id}'"), JsonDefaults.Options)!;
        await using var pages = new ImportPages(service.Services.GetRequiredService<MerchantDatabases>().JobScope(shop.Id), id, request, settings);
        var (counts, position) = (new List<int>(), new ImportPosition("", 0));
        while (await pages.AfterAsync(position, TestContext.Current.CancellationToken) is { Last: { } last } page)
        {
            counts.Add(page.Count);
            position = last;
        }

        return counts;
    }

    private static Task<HttpResponseMessage> SendSlowlyAsync(TestMerchant shop, string text, Task sent) =>
        shop.Client.PostAsync(new Uri("/v1/imports?kind=products", UriKind.Relative), new StreamContent(new SlowStream(text, sent)));

    /// <summary>Does not end before it is told to.</summary>
    private sealed class SlowStream(string text, Task sent) : MemoryStream(Encoding.UTF8.GetBytes(text))
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (await base.ReadAsync(buffer, cancellationToken) is > 0 and var read)
                return read;
            await sent.WaitAsync(cancellationToken);
            return 0;
        }
    }
}
