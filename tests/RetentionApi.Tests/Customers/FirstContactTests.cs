using System.Net;
using RetentionApi.Tests.Risk;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Customers;

/// <summary>Since when somebody is known, and who is welcomed for it.</summary>
public sealed class FirstContactTests(TestService service) : IClassFixture<TestService>
{
    private const string Welcomes = "SELECT count(*) FROM follow_ups WHERE merchant_id = $1 AND kind = 'welcome'";

    [Fact]
    public async Task An_old_customer_who_is_told_of_today_is_not_welcomed()
    {
        var shop = await service.NewMerchantAsync();

        await shop.Client.PostAsync("/v1/customers", new { source = "pos", externalId = "1", email = "old@example.com", firstContactAt = "2019-05-01T10:00:00+08:00" }).JsonAsync(HttpStatusCode.Created);
        await service.DispatchAsync(shop);

        (await service.OneAsync<long>(shop, Welcomes)).Should().Be(0);
    }

    [Fact]
    public async Task An_order_that_is_told_three_days_late_owes_no_welcome()
    {
        var shop = await service.NewMerchantAsync();

        await shop.Client.PostAsync("/v1/orders", Sample.Order("o-1", placedAt: "2026-02-27T10:00:00+08:00")).JsonAsync(HttpStatusCode.Created);
        await service.DispatchAsync(shop);

        (await service.OneAsync<long>(shop, Welcomes)).Should().Be(0);
    }

    [Fact]
    public async Task A_visitor_whose_address_staff_add_later_is_welcomed()
    {
        var shop = await service.NewMerchantAsync();
        var customer = (await shop.Client.PostAsync("/v1/customers", new { source = "pos", externalId = "2", firstContactAt = "2026-02-20T10:00:00+08:00" }).JsonAsync(HttpStatusCode.Created)).Text("id");

        await shop.Client.PatchAsync($"/v1/customers/{customer}", """{"contactPoints":[{"channel":"email","address":"new@example.com"}]}""", "*").JsonAsync();
        await service.DispatchAsync(shop);

        (await service.OneAsync<string>(shop, "SELECT deadline::text FROM follow_ups WHERE merchant_id = $1 AND kind = 'welcome'")).Should().StartWith("2026-03-03 ");
    }

    [Fact]
    public async Task So_is_a_customer_whose_address_a_storefront_tells_later()
    {
        var shop = await service.NewMerchantAsync();
        var visitor = new Dictionary<string, object> { ["source"] = "pos", ["externalId"] = "3", ["firstContactAt"] = "2026-02-20T10:00:00+08:00" };
        await shop.Client.PostAsync("/v1/customers", visitor).JsonAsync(HttpStatusCode.Created);

        await shop.Client.PostAsync("/v1/customers", visitor.With("email", "later@example.com")).JsonAsync();
        await service.DispatchAsync(shop);

        (await service.OneAsync<long>(shop, Welcomes)).Should().Be(1);
    }

    [Fact]
    public async Task It_lies_not_in_the_future_however_it_is_told()
    {
        service.Clock.Reset(TestService.Start);
        var shop = await service.NewMerchantAsync();
        var ahead = new { source = "pos", externalId = "9", firstContactAt = "2026-03-02T02:05:01Z" };
        var call = new { source = "pos", externalId = "9", kind = "call", occurredAt = "2026-03-02T02:00:00Z", customer = ahead };

        foreach (var told in new[] { shop.Client.PostAsync("/v1/customers", ahead), shop.Client.PostAsync("/v1/orders", Sample.Order("f-1").With("customer", ahead)), shop.Client.PostAsync("/v1/interactions", call) })
            (await told.ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("customer.in_future");
    }

    [Fact]
    public async Task Who_is_known_by_a_test_order_alone_is_not_welcomed()
    {
        var shop = await service.NewMerchantAsync();

        await shop.Client.PostAsync("/v1/orders", Sample.Order("t-1", placedAt: "2026-03-02T09:50:00+08:00").With("test", true)).JsonAsync(HttpStatusCode.Created);
        await service.DispatchAsync(shop);

        (await service.OneAsync<long>(shop, Welcomes)).Should().Be(0);
    }

    [Fact]
    public async Task An_earlier_order_that_is_told_later_was_the_first_contact()
    {
        var shop = await service.NewMerchantAsync();
        await shop.Client.PostAsync("/v1/orders", Sample.Order("o-2", placedAt: "2026-02-20T10:00:00+08:00")).JsonAsync(HttpStatusCode.Created);

        await shop.Client.PostAsync("/v1/orders", Sample.Order("o-1", placedAt: "2025-06-01T10:00:00+08:00")).JsonAsync(HttpStatusCode.Created);
        await service.DispatchAsync(shop);

        (await shop.Client.GetAsync("/v1/customers/~shop:c-1").JsonAsync())["customer"]!.Text("firstContactAt").Should().Be("2025-06-01T02:00:00Z");
    }
}
