using System.Net;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Imports;

public sealed class ImportTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task Lines_of_an_order_become_one_order_of_its_customer()
    {
        var shop = await service.NewMerchantAsync();

        var operation = await service.ImportAsync(shop, "kind=order-lines&defaults=currency:CNY,source:shop", ImportFiles.OrderLines);

        operation.Text("status").Should().Be("succeeded", operation.ToJsonString());
        operation["progress"]!.ToJsonString().Should().Be("""{"done":4,"total":4,"failed":0}""");
        var order = await shop.Client.GetAsync(new Uri("/v1/orders/~shop:A1", UriKind.Relative), TestContext.Current.CancellationToken).JsonAsync();
        order["lines"]!.AsArray().Select(l => l!.Text("sku")).Should().Equal("TEA", "CUP");
        order["total"]!.Text("amount").Should().Be("25.00");
        order.Text("placedAt").Should().Be("2026-01-05T02:00:00Z", "a time without offset is in the merchant's zone");
    }

    [Fact]
    public async Task The_result_tells_first_what_matters_first()
    {
        var shop = await service.NewMerchantAsync();

        var operation = await service.ImportAsync(shop, "kind=order-lines&defaults=currency:CNY,source:shop", ImportFiles.OrderLines);

        operation["result"]!.AsObject().Select(member => member.Key).Should().Equal(
            "lines", "accepted", "refused", "refusedBecause", "customers", "products", "orders", "anonymousOrders", "changed", "unchanged", "creditNotes", "creditLines");
    }

    [Fact]
    public async Task The_same_file_twice_changes_nothing()
    {
        var shop = await service.NewMerchantAsync();
        const string Query = "kind=order-lines&defaults=source:shop", Returned = "B1,2026-01-08 10:00:00,c1,TEA,Green tea,-1,10.00\n";
        await service.ImportAsync(shop, Query, ImportFiles.OrderLines + Returned);

        var again = await service.ImportAsync(shop, Query, ImportFiles.OrderLines + Returned);

        again["result"]!["orders"]!.GetValue<long>().Should().Be(0);
        again["result"]!["unchanged"]!.GetValue<long>().Should().Be(4);
        (await CountAsync("orders", shop)).Should().Be(3);
        (await CountAsync("order_lines", shop)).Should().Be(4);
        (await CountAsync("customers", shop)).Should().Be(1);
        (await CountAsync("returns", shop)).Should().Be(1);
    }

    [Fact]
    public async Task An_order_told_anew_loses_the_lines_left_out_and_moves_its_delivery()
    {
        var shop = await service.NewMerchantAsync();
        const string Query = "kind=order-lines&defaults=source:shop", Header = "order_id,placed_at,customer_id,sku,quantity,unit_price,delivered_at\n";
        await service.ImportAsync(shop, Query, Header + "A1,2026-01-05 10:00:00,c1,TEA,2,10.00,2026-01-07 10:00:00\nA1,2026-01-05 10:00:00,c1,CUP,1,5.00,2026-01-07 10:00:00\n");

        var again = await service.ImportAsync(shop, Query, Header + "A1,2026-01-05 11:00:00,c1,TEA,3,10.00,2026-01-08 10:00:00\n");

        again["result"]!["changed"]!.GetValue<long>().Should().Be(1);
        var order = await shop.Client.GetAsync("/v1/orders/~shop:A1").JsonAsync();
        order["lines"]!.AsArray().Select(l => $"{l!.Text("sku")} {l!["quantity"]}").Should().Equal("TEA 3");
        var delivered = await shop.Client.AllPagesAsync("/v1/customers/~shop:c1/timeline?kind=delivered", 10);
        delivered.Select(e => e.Text("occurredAt")).Should().Equal("2026-01-08T02:00:00Z");
    }

    [Fact]
    public async Task A_credit_note_takes_from_the_latest_orders_and_keeps_the_rest()
    {
        var shop = await service.NewMerchantAsync();
        const string Returned = "C1,2026-01-08 10:00:00,c1,TEA,,-4,10.00\nC1,2026-01-08 10:00:00,c1,CUP,,-3,5.00\n";

        var operation = await service.ImportAsync(shop, "kind=order-lines&defaults=source:shop", ImportFiles.OrderLines + Returned);

        operation["result"]!["creditLines"]!.ShouldBeJson("""{"matched":1,"partlyMatched":1,"unmatched":0,"anonymous":0}""");
        var latest = await shop.Client.GetAsync(new Uri("/v1/orders/~shop:A2", UriKind.Relative), TestContext.Current.CancellationToken).JsonAsync();
        latest["returns"]![0]!["lines"]!.ToJsonString().Should().Be("""[{"lineNumber":1,"quantity":3}]""");
        latest["returns"]![0]!.Text("reason").Should().Be("unknown");
        (await service.AskAsync<decimal>($"SELECT sum(unmatched) FROM credit_note_lines WHERE merchant_id = '{shop.Id}'")).Should().Be(2);
    }

    [Fact]
    public async Task Refused_lines_are_kept_with_number_and_reason()
    {
        var shop = await service.NewMerchantAsync();
        const string Refused = "B1,2026-01-08,c1,TEA,,1,-1\nB2,2026-01-08,c1,TEA,,-1,0\nB3,2026-01-08,c1,TEA,,1,0\nB4,someday,c1,TEA,,1,1\nB5,2026-01-08\n";

        var operation = await service.ImportAsync(shop, "kind=order-lines", ImportFiles.OrderLines + Refused);

        operation["result"]!["refused"]!.GetValue<long>().Should().Be(5);
        var items = (await shop.RejectionsAsync(operation.Text("id")))["items"]!.AsArray();
        items.Select(i => i!["lineNo"]!.GetValue<long>()).Should().Equal(6, 7, 8, 9, 10);
        items.Select(i => i!.Text("code")).Should().Equal("line.negative_price", "line.unpriced_negative", "order.no_value", "line.invalid", "line.malformed");
        items[3]!.Text("detail").Should().StartWith("placed_at");
        items[4]!.Text("raw").Should().Be("B5,2026-01-08");
    }

    [Fact]
    public async Task Refused_lines_can_be_downloaded()
    {
        var shop = await service.NewMerchantAsync();
        var operation = await service.ImportAsync(shop, "kind=products", "sku,price\nTEA,-1\n=1+1,-1\n");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/imports/{operation.Text("id")}/rejections");
        request.Headers.Accept.ParseAdd("text/csv");

        using var response = await shop.Client.SendAsync(request, TestContext.Current.CancellationToken);

        response.Content.Headers.ContentType!.MediaType.Should().Be("text/csv");
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().Be(
            "line_no,code,detail,raw\r\n2,line.invalid,price must not be negative.,\"TEA,-1\"\r\n3,line.invalid,price must not be negative.,\"'=1+1,-1\"\r\n");
    }

    [Fact]
    public async Task A_run_that_died_is_taken_up_where_it_stopped()
    {
        var shop = await service.NewMerchantAsync();
        var id = (await shop.SendFileAsync("kind=order-lines&defaults=source:shop", ImportFiles.OrderLines).JsonAsync(HttpStatusCode.Accepted)).Text("id");
        using var dies = new CancellationTokenSource();
        var works = new DyingWork(service.StepsOf(lines: 1), afterSteps: 2, dies);

        await service.RunOnceAsync(works, dies.Token);
        (await CountAsync("orders", shop)).Should().Be(1);
        (await shop.OperationAsync(id)).Text("status").Should().Be("queued");
        await service.RunOperationsAsync(service.WorkOf(lines: 1));

        (await CountAsync("orders", shop)).Should().Be(3);
        (await shop.OperationAsync(id))["result"]!["lines"]!.GetValue<long>().Should().Be(4);
    }

    [Fact]
    public async Task A_cancelled_import_keeps_what_was_applied_and_leaves_no_staging()
    {
        var shop = await service.NewMerchantAsync();
        var id = (await shop.SendFileAsync("kind=order-lines", ImportFiles.OrderLines).JsonAsync(HttpStatusCode.Accepted)).Text("id");

        await shop.Client.PostAsync($"/v1/operations/{id}/cancel", new { }).JsonAsync(HttpStatusCode.Accepted);
        await service.RunOperationsAsync();

        (await shop.OperationAsync(id)).Text("status").Should().Be("cancelled");
        (await service.AskAsync<long>($"SELECT count(*) FROM pg_tables WHERE schemaname = 'staging' AND tablename = 'import_{Guid.Parse(id):N}'")).Should().Be(0);
    }

    [Fact]
    public async Task Historical_facts_leave_one_message_a_customer_when_all_is_applied()
    {
        service.Clock.Reset(TestService.Start);
        var shop = await service.NewMerchantAsync();
        var id = (await shop.SendFileAsync("kind=order-lines", ImportFiles.OrderLines).JsonAsync(HttpStatusCode.Accepted)).Text("id");
        await service.RunOperationsAsync(service.WorkOf(lines: 1));

        (await service.AskAsync<long>($"SELECT count(*) FROM outbox_messages WHERE merchant_id = '{shop.Id}' AND id = '{id}' AND due_at <= '2026-03-02T02:00:00Z'")).Should().Be(2);
        (await CountAsync("outbox_messages", shop)).Should().Be(2);
        await service.DispatchAsync(shop);
        (await service.AskAsync<long>($"SELECT count(*) FROM follow_ups WHERE merchant_id = '{shop.Id}' AND due_at <= '2026-03-02T02:00:00Z'")).Should().Be(0, "the past owes nothing");
    }

    [Fact]
    public async Task An_import_waits_until_the_dispatcher_has_caught_up()
    {
        var shop = await service.NewMerchantAsync();
        await shop.Client.PostAsync("/v1/orders", Sample.Order("o-1", placedAt: "2026-02-01T10:00:00+08:00")).JsonAsync(HttpStatusCode.Created);
        var id = (await shop.SendFileAsync("kind=order-lines", ImportFiles.OrderLines).JsonAsync(HttpStatusCode.Accepted)).Text("id");
        service.Clock.AdvanceSeconds(61);
        var ordersWhileWaiting = new List<long>();

        await service.RunOperationsAsync(service.WorkOf(waitAsync: CatchUpAsync));

        ordersWhileWaiting.Should().Equal(1);
        (await shop.OperationAsync(id)).Text("status").Should().Be("succeeded");
        (await CountAsync("orders", shop)).Should().Be(4);

        async Task CatchUpAsync(CancellationToken _)
        {
            ordersWhileWaiting.Add(await CountAsync("orders", shop));
            await service.DispatchEverybodyAsync();
        }
    }

    [Fact]
    public async Task Facts_of_today_leave_what_they_would_leave_by_themselves()
    {
        var shop = await service.NewMerchantAsync();

        await service.ImportAsync(shop, "kind=order-lines&historical=false", ImportFiles.OrderLines);

        (await CountAsync("outbox_messages", shop)).Should().Be(4, "three orders and a customer");
        (await service.AskAsync<long>($"SELECT count(*) FROM orders WHERE merchant_id = '{shop.Id}' AND imported_at IS NULL")).Should().Be(3);
    }

    private Task<long> CountAsync(string table, TestMerchant shop) => service.AskAsync<long>($"SELECT count(*) FROM {table} WHERE merchant_id = '{shop.Id}'");
}
