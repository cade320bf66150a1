using System.Net;
using NodaTime;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Batches;

/// <summary>What becomes of a confirmed alert with those who bought of the batch.</summary>
public sealed class RecallTests(TestService service) : IClassFixture<TestService>
{
    private static readonly Instant AtNight = Instant.FromUtc(2026, 3, 2, 15, 0);

    [Fact]
    public async Task Every_buyer_is_told_at_once_even_at_night_and_others_are_not()
    {
        var shop = await Shop.OpenAsync(service, AtNight);
        var (buyer, other) = (await shop.BuyTeaAsync("o-1"), await shop.BuyTeaAsync("o-2", "LJ-01"));

        await shop.RecallAsync();
        await shop.SendAsync();

        var message = await shop.MessageAsync(buyer, "batchAlert");
        (message.Text("status"), message.Text("class")).Should().Be(("handedOver", "service"));
        message.Text("body").Should().Contain(BadTea.Batch).And.Contain("Please do not drink it.").And.Contain("龙井");
        (await shop.FollowUpsAsync($"?kind=batchAlert&status=scheduled&customerId={buyer}")).Should().ContainSingle("who does not answer is called");
        (await shop.MessagesAsync(other)).Should().NotContain(m => m.Text("template") == "batchAlert");
    }

    [Fact]
    public async Task A_confirmed_proposal_follows_each_buyer_until_they_have_answered_or_sent_it_back()
    {
        var shop = await Shop.OpenAsync(service);
        var buyer = await shop.BuyTeaAsync("o-9");
        await shop.FindFaultyAsync(service, 3);
        var id = (await shop.AlertsAsync()).Single().Text("id");
        await shop.Client.PostAsync($"/v1/batch-alerts/{id}/confirm", new { toBuyers = "Please do not drink it." }).JsonAsync();
        await shop.DispatchAsync();
        (await CountsAsync(shop, id)).Should().Be((1, 0, 0, 3));

        await shop.SendAsync();
        (await CountsAsync(shop, id)).Should().Be((0, 1, 0, 3));
        await new Browser(service).SubmitAsync(Browser.LinkIn(await shop.MessageAsync(buyer, "batchAlert")), ("answer", "sendsBack"), ("text", "It smells."));
        await shop.DispatchAsync();
        (await CountsAsync(shop, id)).Should().Be((0, 0, 1, 3));

        var sender = (await shop.Client.GetAsync($"/v1/batch-alerts/{id}/buyers?answer=sendsBack").JsonAsync())["items"]!.AsArray().Should().ContainSingle().Which!;
        (sender.Text("customerId"), sender.Text("words"), sender.Text("state")).Should().Be((buyer.ToString(), "It smells.", "answered"));
        await shop.SendBackAsync("o-9", service.Clock.GetCurrentInstant());
        (await CountsAsync(shop, id)).Should().Be((0, 0, 0, 4));
    }

    [Fact]
    public async Task Confirmed_without_a_word_it_tells_buyers_what_it_is_about_and_what_to_do_for_now()
    {
        var shop = await Shop.OpenAsync(service);
        var buyer = await shop.BuyTeaAsync("o-9");
        await shop.FindFaultyAsync(service, 3);
        var id = (await shop.AlertsAsync()).Single().Text("id");

        (await shop.Client.PostAsync($"/v1/batch-alerts/{id}/confirm", new { }).JsonAsync())["toBuyers"].Should().BeNull();
        await shop.DispatchAsync();
        await shop.SendAsync();

        var message = await shop.MessageAsync(buyer, "batchAlert");
        var page = await new Browser(service, "zh-CN").OpenAsync(Browser.LinkIn(message));
        foreach (var told in new[] { message.Text("body"), page.Text })
            told.Should().ContainAll("龙井", BadTea.Batch, "请先停止使用");
        message.Text("body").Should().NotContain("<p></p>");
    }

    [Fact]
    public async Task Who_buys_of_it_later_is_told_too_and_each_but_once()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.BuyTeaAsync("o-1");
        var id = await shop.RecallAsync();
        await shop.PassAsync(Duration.FromDays(3));

        var late = await shop.BuyTeaAsync("o-2");
        await shop.SendAsync();
        await shop.SendAsync();

        (await shop.MessagesAsync(late)).Should().ContainSingle(m => m.Text("template") == "batchAlert");
        (await shop.Client.GetAsync($"/v1/batch-alerts/{id}/buyers?includeTotal=true").JsonAsync())["total"]!.GetValue<long>().Should().Be(2);
    }

    [Fact]
    public async Task Orders_of_nobody_known_are_counted_as_out_of_reach()
    {
        var shop = await Shop.OpenAsync(service);
        var order = Sample.Order("o-1").With("lines", new[] { new { sku = BadTea.Sku, quantity = 1, unitPrice = new { amount = "1.00", currency = "CNY" }, batch = BadTea.Batch } });
        order.Remove("customer");
        await shop.Client.PostAsync("/v1/orders", order).JsonAsync(HttpStatusCode.Created);

        var id = await shop.RecallAsync();

        (await shop.Client.GetAsync($"/v1/batch-alerts/{id}").JsonAsync())["buyers"]!["unreachable"]!.GetValue<long>().Should().Be(1);
    }

    [Fact]
    public async Task Who_has_trouble_with_it_has_a_case()
    {
        var shop = await Shop.OpenAsync(service);
        var buyer = await shop.BuyTeaAsync("o-1");
        await shop.RecallAsync();
        await shop.SendAsync();

        var link = Browser.LinkIn(await shop.MessageAsync(buyer, "batchAlert"));
        (await new Browser(service).SubmitAsync(link, ("answer", "hasTrouble"), ("text", "I was ill."))).Status.Should().Be(HttpStatusCode.OK);
        await shop.DispatchAsync();

        var opened = (await shop.Client.GetAsync($"/v1/cases?customerId={buyer}").JsonAsync())["items"]!.AsArray().Should().ContainSingle().Which!;
        opened.ToJsonString().Should().Contain("I was ill.");
        opened["orderId"].Should().NotBeNull("they bought of it once");
    }

    [Fact]
    public async Task The_page_says_what_it_is_about_and_takes_one_answer()
    {
        var shop = await Shop.OpenAsync(service);
        var buyer = await shop.BuyTeaAsync("o-1");
        await shop.RecallAsync();
        await shop.SendAsync();
        var (browser, link) = (new Browser(service, "zh-CN"), Browser.LinkIn(await shop.MessageAsync(buyer, "batchAlert")));

        var page = await browser.OpenAsync(link);
        (page.Title, page.Fields.SequenceEqual(["answer", "text"])).Should().Be(("请检查您购买的商品", true));
        page.Text.Should().Contain("龙井").And.Contain(BadTea.Batch).And.Contain("Please do not drink it.");
        (await browser.SubmitAsync(link, ("text", "?"))).Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        (await browser.SubmitAsync(link, ("answer", "keeps"))).Title.Should().Be("谢谢您");
        (await browser.SubmitAsync(link, ("answer", "sendsBack"))).Title.Should().Be("您已经回答过了");
    }

    [Fact]
    public async Task Nobody_is_advertised_to_before_they_have_answered()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.Client.PostAsync("/v1/products", new { sku = BadTea.Sku, name = "龙井", useUpDays = 10 }).JsonAsync(HttpStatusCode.Created);
        var buyer = await shop.BuyTeaAsync("o-1");
        await shop.AllowAsync(buyer);
        await shop.RecallAsync();
        await shop.SendAsync();

        await shop.PassAsync(Duration.FromDays(4));
        await shop.SendAsync();

        var held = await shop.MessageAsync(buyer, "replenish");
        (held.Text("status"), held.Text("holdReason")).Should().Be(("held", "alertOpen"));
        await new Browser(service).SubmitAsync(Browser.LinkIn(await shop.MessageAsync(buyer, "batchAlert")), ("answer", "keeps"));
        await shop.PassAsync(Duration.FromDays(1));
        await shop.SendAsync();
        (await shop.MessageAsync(buyer, "replenish")).Text("status").Should().Be("handedOver");
    }

    [Fact]
    public async Task What_one_of_two_has_answered_is_answered_for_whom_they_turn_out_to_be()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.Client.PostAsync("/v1/products", new { sku = BadTea.Sku, name = "龙井", useUpDays = 10 }).JsonAsync(HttpStatusCode.Created);
        var (ann, anne) = (await shop.BuyTeaAsync("o-1"), await shop.BuyTeaAsync("o-2"));
        await shop.AllowAsync(ann);
        await shop.AllowAsync(anne);
        await shop.RecallAsync();
        await shop.SendAsync();
        await new Browser(service).SubmitAsync(Browser.LinkIn(await shop.MessageAsync(anne, "batchAlert")), ("answer", "keeps"));
        await shop.Client.PostAsync($"/v1/customers/{ann}/merge", new { duplicateId = anne }).JsonAsync();

        await shop.PassAsync(Duration.FromDays(4));
        await shop.SendAsync();

        (await shop.MessagesAsync(ann)).Where(m => m.Text("template") == "replenish").Select(m => m.Text("status")).Should().NotBeEmpty().And.OnlyContain(s => s == "handedOver");
    }

    private static async Task<(long Waiting, long Told, long Answered, long Returned)> CountsAsync(Shop shop, string id)
    {
        var buyers = (await shop.Client.GetAsync($"/v1/batch-alerts/{id}").JsonAsync())["buyers"]!;
        long Count(string state) => buyers[state]!.GetValue<long>();
        return (Count("waiting"), Count("told"), Count("answered"), Count("returned"));
    }
}
