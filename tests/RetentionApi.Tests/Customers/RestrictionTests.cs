using System.Net;
using System.Net.Http.Json;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Customers;

/// <summary>What a restricted customer left behind is stored, and shown to admins.</summary>
public sealed class RestrictionTests(TestService service) : IClassFixture<TestService>
{
    [Theory]
    [InlineData("orders")]
    [InlineData("interactions")]
    [InlineData("messages")]
    [InlineData("follow-ups")]
    public async Task Lists_show_it_to_admins_only(string list)
    {
        var (shop, seller, customer) = await RestrictedAsync();

        foreach (var filter in new[] { "", $"?customerId={customer}" })
        {
            (await seller.AllPagesAsync($"/v1/{list}{filter}", 10)).Should().BeEmpty();
            (await shop.Client.AllPagesAsync($"/v1/{list}{filter}", 10)).Should().NotBeEmpty();
        }

        (await seller.GetAsync($"/v1/{list}?includeTotal=true").JsonAsync())["total"]!.GetValue<int>().Should().Be(0);
    }

    [Theory]
    [InlineData("orders")]
    [InlineData("interactions")]
    [InlineData("follow-ups")]
    public async Task By_its_id_it_is_shown_to_admins_only(string list)
    {
        var (shop, seller, _) = await RestrictedAsync();
        var id = (await shop.Client.AllPagesAsync($"/v1/{list}", 10))[0].Text("id");

        (await seller.GetAsync($"/v1/{list}/{id}").ProblemCodeAsync(HttpStatusCode.Forbidden)).Should().Be("customer.restricted");
        (await shop.Client.GetAsync($"/v1/{list}/{id}").JsonAsync()).Text("id").Should().Be(id);
    }

    [Fact]
    public async Task Who_is_merged_with_a_restricted_customer_is_restricted()
    {
        var (shop, seller, customer) = await RestrictedAsync();
        var other = await shop.DeliverAsync("o-2");

        await shop.Client.PostAsync($"/v1/customers/{other}/merge", new { duplicateId = customer }).JsonAsync();

        (await seller.AllPagesAsync("/v1/orders", 10)).Should().BeEmpty();
        (await shop.Client.AllPagesAsync("/v1/orders", 10)).Should().HaveCount(2);
    }

    [Fact]
    public async Task Orders_of_nobody_stay_in_sight()
    {
        var (shop, seller, _) = await RestrictedAsync();
        var anonymous = Sample.Order("o-3");
        anonymous.Remove("customer");
        await shop.Client.PostAsync("/v1/orders", anonymous).JsonAsync(HttpStatusCode.Created);

        (await seller.AllPagesAsync("/v1/orders", 10)).Single().Text("externalId").Should().Be("o-3");
    }

    [Theory]
    [InlineData("claim", null)]
    [InlineData("skip", """{"reason":"no"}""")]
    public async Task Nobody_else_decides_about_their_duties(string decision, string? body)
    {
        var (shop, seller, _) = await RestrictedAsync();
        var id = (await shop.Client.AllPagesAsync("/v1/follow-ups", 10))[0].Text("id");

        var refused = seller.PostAsync($"/v1/follow-ups/{id}/{decision}", (object)(body ?? "{}"));

        (await refused.ProblemCodeAsync(HttpStatusCode.Forbidden)).Should().Be("customer.restricted");
    }

    [Fact]
    public async Task Nobody_else_keeps_a_consent_corrects_a_delivery_or_sets_a_level_of_theirs()
    {
        var (shop, _, customer) = await RestrictedAsync();
        var manager = await KeyAsync(shop, "manager");
        var order = (await shop.Client.AllPagesAsync("/v1/orders", 10))[0];
        var delivery = $"/v1/orders/{order.Text("id")}/deliveries/{order["deliveries"]![0]!.Text("id")}";
        var doors = new Func<HttpClient, Task<HttpResponseMessage>>[]
        {
            client => client.PutAsync($"/v1/customers/{customer}/consents/email/marketing", JsonContent.Create(new { granted = true, source = "phone" })),
            client => client.PatchAsync(delivery, new { promisedAt = "2026-03-01T00:00:00Z" }, "*"),
            client => client.PostAsync($"/v1/customers/{customer}/relationship/override", new { level = "responsible", reason = "why", until = "2026-06-01T00:00:00Z" }),
        };

        foreach (var door in doors)
        {
            (await door(manager).ProblemCodeAsync(HttpStatusCode.Forbidden)).Should().Be("customer.restricted");
            (await door(shop.Client)).IsSuccessStatusCode.Should().BeTrue("admins see them");
        }
    }

    [Fact]
    public async Task Not_even_admins_ask_for_a_duty_of_theirs()
    {
        var (shop, _, customer) = await RestrictedAsync();
        var body = new { customerId = customer, kind = "winBack", note = "Call her.", deadline = "2026-03-09T00:00:00Z" };

        (await shop.Client.PostAsync("/v1/follow-ups", body).ProblemCodeAsync(HttpStatusCode.Forbidden)).Should().Be("customer.restricted");
    }

    private async Task<HttpClient> KeyAsync(Shop shop, string role) =>
        service.ClientOf((await shop.Client.PostAsync("/v1/api-keys", new { name = role, scopes = new[] { role } }).JsonAsync(HttpStatusCode.Created)).Text("apiKey"));

    /// <summary>A customer with an order, an enquiry that waits, a message and a duty; then restricted. The seller is no admin.</summary>
    private async Task<(Shop Shop, HttpClient Seller, Guid CustomerId)> RestrictedAsync()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.DeliverAsync("o-1");
        await shop.RunAsync("due-follow-ups");
        await shop.AskForAsync(customer);
        await shop.Client.PostAsync("/v1/interactions", new { source = "desk", externalId = "e-1", kind = "enquiry", occurredAt = "2026-03-02T01:55:00Z", customerId = customer })
            .JsonAsync(HttpStatusCode.Created);
        var seller = await KeyAsync(shop, "sales");
        await shop.Client.PutAsync($"/v1/customers/{customer}/objections", JsonContent.Create(new { profiling = false, marketing = false, restriction = true })).JsonAsync();
        return (shop, seller, customer);
    }
}
