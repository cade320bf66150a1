using System.Globalization;
using System.Net;
using System.Text;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Imports;

/// <summary>A merchant's first import where another fills the tables: the planner's statistics know the other alone.</summary>
public sealed class ImportBesideLargeShopTests(LargeShop other) : IClassFixture<LargeShop>
{
    private const int Customers = 100, Products = 2_000, Orders = 500, LinesOfOrder = 20, Lines = Orders * LinesOfOrder, LinesPerChunk = 250;

    private const string Query = "kind=order-lines&defaults=source:shop";

    private static readonly string File = MakeFile();

    [Fact]
    public async Task No_chunk_reads_what_those_before_it_stored() => (await ReadsAsync(File)).Should().BeEmpty();

    [Fact]
    public async Task Credit_notes_find_their_lines_by_order()
    {
        var returned = File.Replace("2026-", "2027-", StringComparison.Ordinal).Replace("\nA", "\nR", StringComparison.Ordinal).Replace(",1,5.00", ",-1,5.00", StringComparison.Ordinal);

        (await ReadsAsync(File + returned[(returned.IndexOf('\n', StringComparison.Ordinal) + 1)..])).Should().BeEmpty();
    }

    [Fact]
    public async Task Nor_does_a_report_read_what_those_before_it_stored()
    {
        var shop = await other.Service.NewMerchantAsync();
        await other.Service.ImportAsync(shop, Query, File);
        await other.Service.DispatchAsync(shop);

        (await other.ReadsBeyondAsync(Orders - 1, () => ReportAsync(shop))).Should().BeEmpty();
    }

    private static string MakeFile()
    {
        var file = new StringBuilder("order_id,placed_at,customer_id,sku,quantity,unit_price\n");
        for (var line = 0; line < Lines; line++)
            file.Append(CultureInfo.InvariantCulture, $"A{line / LinesOfOrder},2026-01-05 10:00:00,c{line / LinesOfOrder % Customers},TEA-{line % Products},1,5.00\n");
        return file.ToString();
    }

    private static async Task ReportAsync(TestMerchant shop)
    {
        await shop.Client.PostAsync("/v1/orders", new
        {
            source = "shop",
            externalId = "B1",
            placedAt = "2026-03-01T10:00:00Z",
            currency = "GBP",
            customer = new { source = "shop", externalId = "c1" },
            lines = new[] { new { sku = "TEA-1", quantity = 1, unitPrice = new { amount = "5.00", currency = "GBP" } } },
        }).JsonAsync(HttpStatusCode.Created);
        await shop.Client.PostAsync("/v1/orders/~shop:A1/deliveries", new { deliveredAt = "2026-03-01T10:00:00Z" }).JsonAsync(HttpStatusCode.Created);
        await shop.Client.GetAsync("/v1/orders/~shop:A2").JsonAsync();
        await shop.Client.GetAsync("/v1/customers/~shop:c2").JsonAsync();
        await shop.Client.GetAsync("/v1/customers/~shop:c2/timeline").JsonAsync();
    }

    /// <summary>The tables of which more is read than the import stores.</summary>
    private async Task<List<string>> ReadsAsync(string file)
    {
        var shop = await other.Service.NewMerchantAsync();
        (await shop.SendFileAsync(Query, file)).EnsureSuccessStatusCode();
        return await other.ReadsBeyondAsync(4 * Lines, () => other.Service.RunOperationsAsync(other.Service.WorkOf(LinesPerChunk)));
    }
}
