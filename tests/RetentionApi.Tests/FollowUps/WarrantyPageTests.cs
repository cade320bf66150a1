using System.Net;
using NodaTime;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.FollowUps;

/// <summary>Before a warranty ends the customer says whether all is well.</summary>
public sealed class WarrantyPageTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task That_all_is_well_needs_no_words()
    {
        var (shop, customer, link) = await AskedAsync();

        (await new Browser(service, "en").SubmitAsync(link, ("state", "well"))).Title.Should().Be("Thank you");
        await shop.DispatchAsync();

        var duty = await shop.FollowUpAsync(customer, "warranty");
        (duty.Text("status"), duty.Text("outcome")).Should().Be(("done", "answered"));
        (await shop.Client.GetAsync($"/v1/cases?customerId={customer}").JsonAsync())["items"]!.AsArray().Should().BeEmpty();
    }

    [Fact]
    public async Task What_is_wrong_is_a_case_about_its_order_that_somebody_sees_to()
    {
        var (shop, customer, link) = await AskedAsync();
        (await new Browser(service, "en").SubmitAsync(link, ("state", "wrong"))).Status.Should().Be(HttpStatusCode.UnprocessableEntity, "it does not say what");
        (await new Browser(service, "en").SubmitAsync(link, ("text", "It leaks."))).Status.Should().Be(HttpStatusCode.UnprocessableEntity, "it does not say whether it is well");

        (await new Browser(service, "en").SubmitAsync(link, ("state", "wrong"), ("text", "It leaks."))).Title.Should().Be("Thank you");
        await shop.DispatchAsync();

        var opened = (await shop.Client.GetAsync($"/v1/cases?customerId={customer}").JsonAsync())["items"]!.AsArray().Should().ContainSingle().Which!;
        opened.ToJsonString().Should().Contain("It leaks.");
        opened.Text("orderId").Should().Be((await shop.Client.GetAsync("/v1/orders/~shop:o-1").JsonAsync()).Text("id"));
    }

    private async Task<(Shop Shop, Guid Customer, string Link)> AskedAsync()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.Client.PostAsync("/v1/products", new { sku = "KETTLE", name = "Kettle", warrantyDays = 60 }).JsonAsync(HttpStatusCode.Created);
        var customer = await shop.DeliverAsync("o-1");
        await shop.PassAsync(Duration.FromDays(30));
        await shop.RunAsync("due-follow-ups");
        await shop.DispatchAsync();
        return (shop, customer, Browser.LinkIn(await shop.MessageAsync(customer, "warranty")));
    }
}
