using System.Net;
using System.Net.Http.Json;
using NodaTime;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Interests;

/// <summary>What customers ask to be told, as a storefront keeps it.</summary>
public sealed class InterestTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task Asked_for_twice_it_is_one_interest_at_the_price_named_last()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.SellAsync();
        var customer = await shop.VisitorAsync("c-1");
        var first = await shop.AskAsync(customer, priceBelow: "99.00");

        var again = await shop.Client.AskAsync(customer, new { productId = first.Text("productId"), kind = "priceBelow", price = new { amount = "89.00", currency = "CNY" } }).JsonAsync();

        (again.Text("id"), again["price"]!.Text("amount"), again.Text("productName")).Should().Be((first.Text("id"), "89.00", "龙井"));
        (await shop.Client.AllPagesAsync($"/v1/customers/{customer}/interests", 10)).Should().ContainSingle();
    }

    [Fact]
    public async Task Twins_make_one()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.SellAsync();
        var customer = await shop.VisitorAsync("c-1");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => shop.Client.AskAsync(customer)));

        answers.Should().OnlyContain(a => a.IsSuccessStatusCode).And.ContainSingle(a => a.StatusCode == HttpStatusCode.Created);
        (await shop.Client.AllPagesAsync($"/v1/customers/{customer}/interests", 10)).Should().ContainSingle();
    }

    [Fact]
    public async Task It_is_in_the_timeline_and_in_the_audit_log()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.SellAsync();
        var customer = await shop.VisitorAsync("c-1");

        var asked = await shop.AskAsync(customer);

        var entry = (await shop.Client.AllPagesAsync($"/v1/customers/{customer}/timeline?kind=interestAsked", 10)).Should().ContainSingle().Subject;
        (entry.Text("subjectId"), entry.Text("summary")).Should().Be((asked.Text("id"), "backInStock · TEA-1"));
        (await shop.Client.AllPagesAsync($"/v1/audit-log?subjectId={asked.Text("id")}", 10)).Should().ContainSingle().Which.Text("action").Should().Be("interestSet");
    }

    [Fact]
    public async Task What_is_withdrawn_is_over_and_not_told()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.SellAsync();
        var customer = await shop.VisitorAsync("c-1");
        var path = $"/v1/customers/{customer}/interests/{(await shop.AskAsync(customer)).Text("id")}";

        (await shop.Client.DeleteAsync(path)).StatusCode.Should().Be(HttpStatusCode.NoContent);
        await shop.StockAsync(5);

        (await shop.InterestAsync(customer)).Text("endedAs").Should().Be("withdrawn");
        (await shop.FollowUpsAsync($"?kind=newsAskedFor&customerId={customer}")).Should().BeEmpty();
        (await shop.Client.DeleteAsync(path).ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("interest.not_found");
    }

    [Fact]
    public async Task Asked_for_again_after_they_declined_such_news_it_is_told_all_the_same()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.SellAsync();
        await shop.Client.PostAsync("/v1/products", new { sku = "CUP", stock = 1 }).JsonAsync(HttpStatusCode.Created);
        var customer = await shop.VisitorAsync("c-1");
        var waiting = await shop.AskAsync(customer);
        await shop.Client.AskAsync(customer, new { productSku = "CUP", kind = "backInStock" }).JsonAsync(HttpStatusCode.Created);
        await shop.DispatchAsync();
        await shop.Client.PostAsync($"/v1/follow-ups/{(await shop.FollowUpAsync(customer, "newsAskedFor")).Text("id")}/complete", new { outcome = "declined" }).JsonAsync();
        await shop.PassAsync(Duration.FromDays(3));
        await shop.StockAsync(5);
        (await shop.FollowUpsAsync($"?kind=newsAskedFor&customerId={customer}")).Should().BeEmpty();

        var again = await shop.AskAsync(customer);

        (await shop.FollowUpsAsync($"?kind=newsAskedFor&customerId={customer}")).Single().Text("cause").Should().Be($"interest:{again.Text("id")}");
        (await shop.Client.AllPagesAsync($"/v1/customers/{customer}/interests", 10)).Select(i => (i.Text("id"), i["endedAs"]?.GetValue<string>())).Should()
            .Contain([(waiting.Text("id"), "withdrawn"), (again.Text("id"), null)]);
    }

    [Fact]
    public async Task Pages_go_newest_first_and_may_show_only_what_is_open()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.VisitorAsync("c-1");
        foreach (var sku in new[] { "A", "B", "C" })
        {
            await shop.Client.PostAsync("/v1/products", new { sku, stock = 0 }).JsonAsync(HttpStatusCode.Created);
            await shop.Client.AskAsync(customer, new { productSku = sku, kind = "backInStock" }).JsonAsync(HttpStatusCode.Created);
            await shop.PassAsync(Duration.FromSeconds(1));
        }

        var all = await shop.Client.AllPagesAsync($"/v1/customers/{customer}/interests", 2);
        (await shop.Client.DeleteAsync($"/v1/customers/{customer}/interests/{all[1].Text("id")}")).EnsureSuccessStatusCode();

        all.Select(i => i.Text("productSku")).Should().Equal("C", "B", "A");
        (await shop.Client.AllPagesAsync($"/v1/customers/{customer}/interests?open=true", 10)).Select(i => i.Text("productSku")).Should().Equal("C", "A");
        (await shop.Client.AllPagesAsync($"/v1/customers/{customer}/interests?open=false", 10)).Select(i => i.Text("productSku")).Should().Equal("B");
    }

    [Theory]
    [InlineData("""{"kind":"backInStock"}""", "request.invalid")]
    [InlineData("""{"productSku":"TEA-1","productId":"019cab3c-7c00-7a51-b1a4-2f6d1c3e5a70","kind":"backInStock"}""", "request.invalid")]
    [InlineData("""{"productSku":"TEA-1","kind":"priceBelow"}""", "request.invalid")]
    [InlineData("""{"productSku":"TEA-1","kind":"backInStock","price":{"amount":"1","currency":"CNY"}}""", "request.invalid")]
    [InlineData("""{"productSku":"TEA-9","kind":"backInStock"}""", "interest.product_unknown")]
    public async Task What_makes_no_sense_is_refused(string body, string code)
    {
        var shop = await Shop.OpenAsync(service);
        await shop.SellAsync();
        var customer = await shop.VisitorAsync("c-1");

        var asking = shop.Client.PutAsync($"/v1/customers/{customer}/interests", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        (await asking.ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be(code);
    }

    [Fact]
    public async Task Another_merchants_customer_and_one_who_is_restricted_are_not_there()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.SellAsync();
        var customer = await shop.VisitorAsync("c-1");
        var other = await service.NewMerchantAsync();
        var seller = service.ClientOf((await shop.Client.PostAsync("/v1/api-keys", new { name = "till", scopes = new[] { "sales" } }).JsonAsync(HttpStatusCode.Created)).Text("apiKey"));
        await shop.Client.PutAsync($"/v1/customers/{customer}/objections", JsonContent.Create(new { profiling = false, marketing = false, restriction = true })).JsonAsync();

        (await other.Client.AskAsync(customer).ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("customer.not_found");
        (await other.Client.GetAsync($"/v1/customers/{customer}/interests").ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("customer.not_found");
        (await seller.AskAsync(customer).ProblemCodeAsync(HttpStatusCode.Forbidden)).Should().Be("customer.restricted");
        (await seller.GetAsync($"/v1/customers/{customer}/interests").ProblemCodeAsync(HttpStatusCode.Forbidden)).Should().Be("customer.restricted");
        (await seller.DeleteAsync($"/v1/customers/{customer}/interests/{Guid.Empty}").ProblemCodeAsync(HttpStatusCode.Forbidden)).Should().Be("customer.restricted");
    }
}
