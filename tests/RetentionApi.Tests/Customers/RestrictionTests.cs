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

    [Fact]
    public async Task Who_tells_an_order_of_theirs_again_is_answered_with_what_they_tell_and_no_more()
    {
        var (shop, _, customer) = await RestrictedAsync();
        var till = await KeyAsync(shop, "storefront");
        var older = Sample.Order("o-1", "c-o-1", "2026-02-01T10:00:00Z").With("lines", new[] { Sample.Line("CUP", 1, "5.00") });

        var told = await till.PostAsync("/v1/orders", older).JsonAsync();
        var newer = await till.PostAsync("/v1/orders", older.With("updatedAt", "2026-03-02T02:00:00Z")).JsonAsync();

        foreach (var answer in new[] { told, newer })
        {
            (answer.Text("customerId"), answer["deliveries"]!.AsArray().Count).Should().Be((customer.ToString(), 0));
            answer["lines"]!.AsArray().Select(l => l!.Text("sku")).Should().Equal("CUP");
        }

        var stored = await shop.Client.PostAsync("/v1/orders", older).JsonAsync();
        (stored.Text("id"), stored.Text("updatedAt"), stored["deliveries"]!.AsArray().Count).Should().Be((told.Text("id"), "2026-03-02T02:00:00Z", 1));
    }

    [Fact]
    public async Task Who_tells_a_delivery_or_a_return_of_theirs_again_likewise()
    {
        var (shop, _, _) = await RestrictedAsync();
        var till = await KeyAsync(shop, "storefront");
        object ReturnFor(string reason) => new { externalId = "r-1", reason, returnedAt = "2026-03-02T01:59:00Z", lines = new[] { new { lineNumber = 1, quantity = 1 } } };
        await shop.Client.PostAsync("/v1/orders/~shop:o-1/returns", ReturnFor("fault")).JsonAsync(HttpStatusCode.Created);

        var returned = await till.PostAsync("/v1/orders/~shop:o-1/returns", ReturnFor("unknown")).JsonAsync();
        var delivered = await till.PostAsync("/v1/orders/~shop:o-1/deliveries", new { promisedAt = "2026-03-02T01:00:00Z", updatedAt = "2026-03-01T00:00:00Z" }).JsonAsync();

        (returned.Text("reason"), delivered["deliveredAt"]).Should().Be(("unknown", null));
        (await shop.Client.PostAsync("/v1/orders/~shop:o-1/returns", ReturnFor("unknown")).JsonAsync()).Text("reason").Should().Be("fault");
    }

    [Fact]
    public async Task Who_tells_an_enquiry_of_theirs_again_is_not_told_what_was_answered()
    {
        var (shop, _, customer) = await RestrictedAsync();
        var till = await KeyAsync(shop, "storefront");
        var enquiry = new Dictionary<string, object> { ["source"] = "desk", ["externalId"] = "e-1", ["kind"] = "enquiry", ["occurredAt"] = "2026-03-02T01:55:00Z", ["customerId"] = customer };
        await shop.Client.PostAsync("/v1/interactions", enquiry.With("updatedAt", "2026-03-02T01:59:00Z").With("summary", "My address").With("answer", "Noted").With("answeredAt", "2026-03-02T01:58:00Z")).JsonAsync();

        var told = await till.PostAsync("/v1/interactions", enquiry).JsonAsync();
        var newer = await till.PostAsync("/v1/interactions", enquiry.With("updatedAt", "2026-03-02T02:00:00Z")).JsonAsync();

        foreach (var answer in new[] { told, newer })
            (answer["summary"], answer["answer"], answer["answeredAt"]).Should().Be((null, null, null));
        (await shop.Client.PostAsync("/v1/interactions", enquiry).JsonAsync()).Text("answer").Should().Be("Noted");
    }

    [Theory]
    [InlineData("cases", """{"customerId":"{0}","text":"It leaks.","topic":"quality","source":"desk","externalId":"k-1"}""")]
    [InlineData("promises", """{"customerId":"{0}","what":"We call back","dueOn":"2026-03-09","source":"desk","externalId":"k-1"}""")]
    [InlineData("referrals", """{"referrer":"{0}","referred":"~shop:c-new","source":"desk","externalId":"k-1"}""")]
    public async Task Who_tells_what_people_decide_about_again_is_refused_whomever_they_name(string list, string body)
    {
        var (shop, _, customer) = await RestrictedAsync();
        var (other, _, care) = (await shop.DeliverAsync("o-2"), await shop.ReportAsync("c-new"), await KeyAsync(shop, "care"));
        await shop.Client.PostAsync($"/v1/{list}", body.Replace("{0}", $"{customer}", StringComparison.Ordinal)).JsonAsync(HttpStatusCode.Created);

        foreach (var named in new[] { customer, other })
            (await care.PostAsync($"/v1/{list}", body.Replace("{0}", $"{named}", StringComparison.Ordinal)).ProblemCodeAsync(HttpStatusCode.Forbidden)).Should().Be("customer.restricted");
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
