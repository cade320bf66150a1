using System.Net;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Orders;

public sealed class OrderTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task An_order_is_stored_with_its_customer_and_read_back()
    {
        var shop = await service.NewMerchantAsync();

        var created = await shop.Client.PostAsync("/v1/orders", Sample.Order("o-1")).JsonAsync(HttpStatusCode.Created);

        var read = await shop.Client.GetAsync("/v1/orders/~shop:o-1").JsonAsync();
        read.ToJsonString().Should().Be(created.ToJsonString());
        read["total"]!.Text("amount").Should().Be("657.00");
        var customer = await shop.Client.GetAsync($"/v1/customers/{read.Text("customerId")}").JsonAsync();
        customer["customer"]!.Text("name").Should().Be("王芳");
        customer["recentTimeline"]!.AsArray().Select(e => e!.Text("kind")).Should().BeEquivalentTo("orderPlaced", "firstContact");
    }

    [Fact]
    public async Task An_older_version_changes_nothing_and_a_newer_one_replaces_the_lines()
    {
        var shop = await service.NewMerchantAsync();
        var order = Sample.Order("o-1").With("updatedAt", "2026-03-01T12:00:00Z");
        var first = await shop.Client.PostAsync("/v1/orders", order).JsonAsync(HttpStatusCode.Created);

        var older = await shop.Client.PostAsync("/v1/orders", order.With("updatedAt", "2026-03-01T11:00:00Z").With("status", "cancelled")).JsonAsync();
        var newer = await shop.Client.PostAsync("/v1/orders",
            order.With("updatedAt", "2026-03-01T13:00:00Z").With("lines", new[] { Sample.Line("TEA-1", 5, "129.00") })).JsonAsync();

        older.Text("status").Should().Be("placed");
        newer["lines"]!.AsArray().Should().ContainSingle().Which!.Text("id").Should().Be(first["lines"]![0]!.Text("id"));
        (await shop.Client.GetAsync("/v1/orders/~shop:o-1").JsonAsync()).ToJsonString().Should().Be(newer.ToJsonString());
    }

    [Fact]
    public async Task A_version_that_comes_late_is_kept_beside_the_newer_one_and_a_twin_is_not_kept_twice()
    {
        var shop = await service.NewMerchantAsync();
        var newer = Sample.Order("o-1").With("updatedAt", "2026-03-01T12:00:00Z");
        var older = newer.With("updatedAt", "2026-03-01T11:00:00Z").With("status", "cancelled");
        await shop.Client.PostAsync("/v1/orders", newer).JsonAsync(HttpStatusCode.Created);

        foreach (var order in new[] { older, older, newer })
            await shop.Client.PostAsync("/v1/orders", order).JsonAsync();

        var versions = await service.Database.QueryAsync($"SELECT id, body->>'status' FROM order_versions WHERE merchant_id = '{shop.Id}' ORDER BY source_updated_at");
        versions.Select(v => v[1] as string).Should().Equal("cancelled", null);
        var audited = await service.Database.QueryAsync($"SELECT id FROM audit_entries WHERE merchant_id = '{shop.Id}' AND action = 'orderReported'");
        audited.Select(a => a[0]).Should().BeEquivalentTo(versions.Select(v => v[0]));
    }

    [Fact]
    public async Task Fifty_twins_at_once_make_one_order_and_one_customer()
    {
        var shop = await service.NewMerchantAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => shop.Client.PostAsync("/v1/orders", Sample.Order("o-1"))));

        answers.Count(a => a.StatusCode == HttpStatusCode.Created).Should().Be(1);
        answers.Where(a => a.StatusCode != HttpStatusCode.Created).Should().OnlyContain(a => a.StatusCode == HttpStatusCode.OK);
        (await shop.Client.GetAsync("/v1/customers?includeTotal=true").JsonAsync())["total"]!.GetValue<int>().Should().Be(1);
    }

    [Fact]
    public async Task A_guest_belongs_to_the_one_holder_of_the_address_and_takes_an_identity_that_comes_later()
    {
        var shop = await service.NewMerchantAsync();
        var guest = new { email = "guest@example.com" };
        var first = await shop.Client.PostAsync("/v1/orders", Sample.Order("g-1").With("customer", guest)).JsonAsync(HttpStatusCode.Created);

        var second = await shop.Client.PostAsync("/v1/orders", Sample.Order("g-2").With("customer", guest)).JsonAsync(HttpStatusCode.Created);
        var named = await shop.Client.PostAsync("/v1/orders", Sample.Order("g-2").With("updatedAt", "2026-03-01T12:00:00Z")
            .With("customer", new { source = "shop", externalId = "c-9", email = "guest@example.com" })).JsonAsync();

        second.Text("customerId").Should().Be(first.Text("customerId"));
        named.Text("customerId").Should().Be(first.Text("customerId"));
        (await shop.Client.GetAsync("/v1/customers/~shop:c-9").JsonAsync())["customer"]!.Text("id").Should().Be(first.Text("customerId"));
    }

    [Fact]
    public async Task An_order_without_identity_and_address_is_anonymous()
    {
        var shop = await service.NewMerchantAsync();
        var order = Sample.Order("a-1");
        order.Remove("customer");

        var created = await shop.Client.PostAsync("/v1/orders", order).JsonAsync(HttpStatusCode.Created);
        await service.DispatchAsync(shop);

        created["customerId"].Should().BeNull();
        (await shop.Client.GetAsync("/v1/customers").JsonAsync())["items"]!.AsArray().Should().BeEmpty();
    }

    [Fact]
    public async Task A_return_of_more_than_was_ordered_is_refused_and_the_same_return_counts_once()
    {
        var shop = await service.NewMerchantAsync();
        await shop.Client.PostAsync("/v1/orders", Sample.Order("o-1")).JsonAsync(HttpStatusCode.Created);
        var back = new { externalId = "r-1", reason = "fault", returnedAt = "2026-03-02T09:00:00+08:00", lines = new[] { new { lineNumber = 1, quantity = 2 } } };

        await shop.Client.PostAsync("/v1/orders/~shop:o-1/returns", back).JsonAsync(HttpStatusCode.Created);
        await shop.Client.PostAsync("/v1/orders/~shop:o-1/returns", back).JsonAsync();
        var code = await shop.Client.PostAsync("/v1/orders/~shop:o-1/returns",
            new { externalId = "r-2", reason = "fault", returnedAt = "2026-03-02T09:00:00+08:00", lines = new[] { new { lineNumber = 1, quantity = 1 } } })
            .ProblemCodeAsync(HttpStatusCode.UnprocessableEntity);

        code.Should().Be("order.too_much_returned");
        (await shop.Client.GetAsync("/v1/orders/~shop:o-1").JsonAsync())["returns"]!.AsArray().Should().ContainSingle();
    }

    [Fact]
    public async Task A_delivery_told_again_is_the_same_and_of_an_unknown_line_is_refused()
    {
        var shop = await service.NewMerchantAsync();
        await shop.Client.PostAsync("/v1/orders", Sample.Order("o-1")).JsonAsync(HttpStatusCode.Created);

        var first = await shop.Client.PostAsync("/v1/orders/~shop:o-1/deliveries", new { promisedAt = "2026-03-04T18:00:00+08:00" }).JsonAsync(HttpStatusCode.Created);
        var again = await shop.Client.PostAsync("/v1/orders/~shop:o-1/deliveries", new { deliveredAt = "2026-03-02T09:00:00+08:00" }).JsonAsync();
        var code = await shop.Client.PostAsync("/v1/orders/~shop:o-1/deliveries", new { lineNumbers = new[] { 9 } }).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity);

        again.Text("id").Should().Be(first.Text("id"));
        again.Text("promisedAt").Should().Be("2026-03-04T10:00:00Z");
        code.Should().Be("order.line_unknown");
    }

    [Theory]
    [InlineData("2026-03-02T02:05:00Z", true)]
    [InlineData("2026-03-02T02:05:01Z", false)]
    public async Task What_is_delivered_lies_not_in_the_future(string deliveredAt, bool isTaken)
    {
        var shop = await service.NewMerchantAsync();
        service.Clock.Reset(TestService.Start);
        await shop.Client.PostAsync("/v1/orders", Sample.Order("o-1")).JsonAsync(HttpStatusCode.Created);

        var reported = shop.Client.PostAsync("/v1/orders/~shop:o-1/deliveries", new { deliveredAt });
        var inline = shop.Client.PostAsync("/v1/orders", Sample.Order("o-2").With("deliveries", new[] { new { deliveredAt } }));

        if (isTaken)
            (await reported, await inline).Should().Match<(HttpResponseMessage A, HttpResponseMessage B)>(r => r.A.StatusCode == HttpStatusCode.Created && r.B.StatusCode == HttpStatusCode.Created);
        else
            (await reported.ProblemCodeAsync(HttpStatusCode.UnprocessableEntity), await inline.ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be(("delivery.in_future", "delivery.in_future"));
    }

    [Theory]
    [InlineData("2026-03-02T02:05:00Z", true)]
    [InlineData("2026-03-02T02:05:01Z", false)]
    public async Task What_is_placed_or_returned_lies_not_in_the_future(string at, bool isTaken)
    {
        var shop = await service.NewMerchantAsync();
        service.Clock.Reset(TestService.Start);
        await shop.Client.PostAsync("/v1/orders", Sample.Order("o-1")).JsonAsync(HttpStatusCode.Created);

        var placed = shop.Client.PostAsync("/v1/orders", Sample.Order("o-2", placedAt: at));
        var returned = shop.Client.PostAsync("/v1/orders/~shop:o-1/returns", new { externalId = "r-1", reason = "other", returnedAt = at, lines = new[] { new { lineNumber = 1, quantity = 1 } } });

        if (isTaken)
            (await placed, await returned).Should().Match<(HttpResponseMessage A, HttpResponseMessage B)>(r => r.A.StatusCode == HttpStatusCode.Created && r.B.StatusCode == HttpStatusCode.Created);
        else
            (await placed.ProblemCodeAsync(HttpStatusCode.UnprocessableEntity), await returned.ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be(("order.in_future", "return.in_future"));
    }

    [Fact]
    public async Task Another_merchant_finds_no_order()
    {
        var (mine, other) = (await service.NewMerchantAsync(), await service.NewMerchantAsync());
        var order = await mine.Client.PostAsync("/v1/orders", Sample.Order("o-1")).JsonAsync(HttpStatusCode.Created);

        var code = await other.Client.GetAsync($"/v1/orders/{order.Text("id")}").ProblemCodeAsync(HttpStatusCode.NotFound);

        code.Should().Be("order.not_found");
        (await other.Client.GetAsync("/v1/orders").JsonAsync())["items"]!.AsArray().Should().BeEmpty();
    }
}
