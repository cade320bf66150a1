using System.Net;
using System.Text;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Imports;

/// <summary>What a body may look like, and what becomes of one that cannot be used.</summary>
public sealed class ImportBodyTests(TestService service) : IClassFixture<TestService>
{
    private const string StagingTables = "SELECT count(*) FROM pg_tables WHERE schemaname = 'staging'";

    [Fact]
    public async Task A_packed_body_is_unpacked_as_it_comes()
    {
        var shop = await service.NewMerchantAsync();

        await shop.SendFileAsync("kind=products", ImportFiles.Packed("sku,name\nTEA,Tea\n"), isPacked: true).JsonAsync(HttpStatusCode.Accepted);
        await service.RunOperationsAsync();

        (await NamesAsync(shop)).Should().Be("Tea");
    }

    [Fact]
    public async Task Marks_quotes_line_ends_and_apostrophes_of_spreadsheets_are_understood()
    {
        var shop = await service.NewMerchantAsync();

        await service.ImportAsync(shop, "kind=products", "\uFEFFsku,name,category\r\n'0012,\"Tea, \"\"green\"\"\r\nloose\",5\" tin\r\n");

        (await service.AskAsync<string>($"SELECT sku || '|' || name || '|' || category FROM products WHERE merchant_id = '{shop.Id}'")).Should().Be("0012|Tea, \"green\"\r\nloose|5\" tin");
    }

    [Fact]
    public async Task Lines_of_json_are_read_by_their_own_names()
    {
        var shop = await service.NewMerchantAsync();

        await service.ImportAsync(shop, "kind=products&format=ndjson&mapping=name:title", """
            {"sku":"TEA","title":"Tea","price":12.50,"other":[1]}

            {"sku":"CUP","title":"Cup"}
            """);

        (await NamesAsync(shop)).Should().Be("Cup,Tea");
    }

    [Theory]
    [InlineData("\\u0000")]
    [InlineData("\\ud800")]
    public async Task A_text_that_cannot_be_kept_costs_its_line_only(string text)
    {
        var shop = await service.NewMerchantAsync();

        var operation = await service.ImportAsync(shop, "kind=products&format=ndjson", $$"""
            {"sku":"TEA","name":"Tea {{text}}"}
            {"sku":"CUP","name":"Cup"}
            """);

        (operation["result"]!["refusedBecause"]!["line.malformed"]!.GetValue<int>(), await NamesAsync(shop)).Should().Be((1, "Cup"));
    }

    [Theory]
    [InlineData("9999-12-31 23:59:59")]
    [InlineData("0001-01-01")]
    public async Task A_time_that_means_never_is_none(string time)
    {
        var shop = await service.NewMerchantAsync();

        var operation = await service.ImportAsync(shop, "kind=order-lines&defaults=source:shop,currency:CNY", $"order_id,placed_at,sku,quantity,unit_price\no-1,{time},TEA,1,9.00\n");

        operation["result"]!["refused"]!.GetValue<int>().Should().Be(1);
    }

    [Fact]
    public async Task Told_twice_in_a_file_an_order_is_what_was_told_last()
    {
        var shop = await service.NewMerchantAsync();

        var operation = await service.ImportAsync(shop, "kind=orders&defaults=source:shop,currency:CNY", "order_id,placed_at,total\nA1,2026-01-08,10.00\nA1,2026-01-09,12.00\nA1,2026-01-07,9.00\n");

        operation.Text("status").Should().Be("succeeded");
        (operation["result"]!["orders"]!.GetValue<int>(), operation["result"]!["unchanged"]!.GetValue<int>()).Should().Be((1, 2));
        (await shop.Client.GetAsync("/v1/orders/~shop:A1").JsonAsync())["total"]!.Text("amount").Should().Be("12.00");
    }

    [Fact]
    public async Task Another_charset_is_refused_unless_it_is_named()
    {
        var shop = await service.NewMerchantAsync();
        var file = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes("sku,name\nTEA,龙井\n");

        (await shop.SendFileAsync("kind=products", file).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("import.not_text");
        await shop.SendFileAsync("kind=products", file, contentType: "text/csv; charset=GB18030").JsonAsync(HttpStatusCode.Accepted);
        await service.RunOperationsAsync();

        (await NamesAsync(shop)).Should().Be("龙井");
    }

    [Theory]
    [InlineData("kind=shoes", "import.kind_unknown")]
    [InlineData("kind=products&format=xls", "import.format_unknown")]
    [InlineData("kind=products&mapping=sku", "import.mapping_invalid")]
    [InlineData("kind=products&mapping=colour:Farbe", "import.mapping_invalid")]
    [InlineData("kind=products&mapping=sku:Article", "import.column_missing")]
    [InlineData("kind=products&defaults=source:My Shop", "import.defaults_invalid")]
    [InlineData("kind=orders", "import.column_missing")]
    public async Task What_cannot_be_meant_is_refused(string query, string code)
    {
        var shop = await service.NewMerchantAsync();

        (await shop.SendFileAsync(query, "sku,name\nTEA,Tea\n").ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be(code);
        (await service.AskAsync<long>(StagingTables)).Should().Be(0);
    }

    [Fact]
    public async Task A_body_that_is_cut_off_leaves_a_failed_operation_and_nothing_else()
    {
        var shop = await service.NewMerchantAsync();
        using var line = new CancellationTokenSource();
        using var body = new StreamContent(new CutOffStream("sku,name\nTEA,Tea\n", () => service.UntilAsync<long>(StagingTables, found => found > 0), line));

        var sending = () => shop.Client.PostAsync(new Uri("/v1/imports?kind=products", UriKind.Relative), body, line.Token);

        await sending.Should().ThrowAsync<OperationCanceledException>();
        (await service.UntilAsync<long>($"SELECT count(*) FROM operations WHERE merchant_id = '{shop.Id}' AND status = 'failed' AND problem ->> 'code' = 'import.cut_off'", found => found > 0)).Should().Be(1);
        (await service.AskAsync<long>(StagingTables)).Should().Be(0);
    }

    [Fact]
    public async Task A_repeated_key_answers_with_the_first_operation()
    {
        var shop = await service.NewMerchantAsync();
        var first = await shop.SendFileAsync("kind=products", "sku,name\nTEA,Tea\n", key: "k1").JsonAsync(HttpStatusCode.Accepted);

        var second = await shop.SendFileAsync("kind=products", "sku,name\nTEA,Tea\n", key: "k1").JsonAsync(HttpStatusCode.Accepted);
        var other = await shop.SendFileAsync("kind=products", "sku,name\nTEA,Other\n", key: "k1").ProblemCodeAsync(HttpStatusCode.UnprocessableEntity);

        second.Text("id").Should().Be(first.Text("id"));
        other.Should().Be("idempotency.key_reused");
        (await service.AskAsync<long>($"SELECT count(*) FROM operations WHERE merchant_id = '{shop.Id}'")).Should().Be(1);
        await service.RunOperationsAsync();
    }

    [Fact]
    public async Task Another_merchant_sees_nothing_of_it()
    {
        var (mine, theirs) = (await service.NewMerchantAsync(), await service.NewMerchantAsync());
        var operation = await service.ImportAsync(theirs, "kind=products", "sku,price\nTEA,-1\nCUP,1\n");

        var reading = mine.Client.GetAsync(new Uri($"/v1/imports/{operation.Text("id")}/rejections", UriKind.Relative), TestContext.Current.CancellationToken);

        (await reading.ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("import.not_found");
        (await NamesAsync(mine)).Should().BeEmpty();
    }

    private Task<string> NamesAsync(TestMerchant shop) =>
        service.AskAsync<string>($"SELECT COALESCE(string_agg(name, ',' ORDER BY name), '') FROM products WHERE merchant_id = '{shop.Id}'");

    /// <summary>Breaks where it should end, once the service has begun with it.</summary>
    /// <summary>The server of the tests learns of no fault of a body that it reads: the line itself has to be cut.</summary>
    private sealed class CutOffStream(string text, Func<Task> begun, CancellationTokenSource line) : MemoryStream(Encoding.UTF8.GetBytes(text))
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (await base.ReadAsync(buffer, cancellationToken) is > 0 and var read)
                return read;
            await begun();
            await line.CancelAsync();
            throw new IOException("cut off");
        }
    }
}
