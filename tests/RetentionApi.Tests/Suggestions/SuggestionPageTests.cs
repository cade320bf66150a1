using System.Net;
using NodaTime;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Suggestions;

/// <summary>Customers who are asked what could be better, and see what becomes of it.</summary>
public sealed class SuggestionPageTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task Who_was_served_well_twice_is_asked_suggests_something_and_sees_what_becomes_of_it()
    {
        var (shop, customer, link) = await AskedAsync();

        (await new Browser(service).OpenAsync(link)).Fields.Should().Equal("text");
        var kept = await new Browser(service).SubmitAsync(link, ("text", "Larger packs"));
        await shop.DispatchAsync();

        kept.Text.Should().Contain("Larger packs").And.Contain("We have it, and will reply soon.");
        (await shop.FollowUpAsync(customer, "askSuggestions")).Text("outcome").Should().Be("answered");
        (await shop.FollowUpAsync(customer, "suggestionReply")).Text("status").Should().Be("due");
        var made = (await shop.Client.GetAsync("/v1/suggestions").JsonAsync())["items"]!.AsArray().Single()!;
        await shop.Client.PostAsync($"/v1/suggestions/{made.Text("id")}/decide", new { decision = "declined", reason = "The farmer has none." }).JsonAsync();
        await shop.RunAsync("due-notices");
        var news = Browser.LinkIn(await shop.MessageAsync(customer, "suggestionDeclined"));
        foreach (var path in new[] { link, news })
            (await new Browser(service).OpenAsync(path)).Text.Should().Contain("We will not do it.").And.Contain("The farmer has none.");
    }

    [Fact]
    public async Task What_others_ask_for_already_is_shown_first_and_a_voice_is_added_to_it()
    {
        var (shop, customer, link) = await AskedAsync();
        var other = await shop.ReportAsync("c-2", new() { ["email"] = "two@example.com" });
        var filed = await shop.Client.PostAsync("/v1/suggestions", new { customerId = other, text = "Larger packs of green tea" }).JsonAsync(HttpStatusCode.Created);

        var choice = await new Browser(service).SubmitAsync(link, ("text", "larger packs of green tea please"));
        choice.Title.Should().Be("Do you mean one of these?");
        choice.Page.QuerySelectorAll("input[name=sameAs]").Select(r => r.GetAttribute("value")).Should().Equal(filed.Text("id"), "new");
        var news = await new Browser(service).SubmitAsync(link, ("text", "larger packs of green tea please"), ("sameAs", filed.Text("id")));

        news.Text.Should().Contain("2 customers ask for it.");
        var voices = (await shop.Client.GetAsync($"/v1/suggestions/{filed.Text("id")}/voices").JsonAsync())["items"]!.AsArray();
        voices.Select(v => (v!.Text("customerId"), v!.Text("origin"))).Should().BeEquivalentTo([(other.ToString(), "api"), (customer.ToString(), "link")]);
    }

    [Fact]
    public async Task It_counts_once_however_often_it_is_sent()
    {
        var (shop, _, link) = await AskedAsync();

        await Task.WhenAll(Enumerable.Range(0, 5).Select(i => new Browser(service).SubmitAsync(link, ("text", $"{(char)('a' + i)}{(char)('k' + i)}"), ("sameAs", "new"))));
        await new Browser(service).SubmitAsync(link, ("text", "And another thing"), ("sameAs", "new"));

        (await shop.Client.GetAsync("/v1/suggestions").JsonAsync())["items"]!.AsArray().Should().ContainSingle();
    }

    [Fact]
    public async Task Nothing_said_is_asked_again()
    {
        var (_, _, link) = await AskedAsync();

        var again = await new Browser(service).SubmitAsync(link, ("text", " "));

        (again.Status, again.Page.QuerySelector("[role=alert]") is not null).Should().Be((HttpStatusCode.UnprocessableEntity, true));
    }

    [Fact]
    public async Task A_suggestion_of_another_merchant_is_nobodys_here()
    {
        var (shop, _, link) = await AskedAsync();
        var theirs = await Shop.OpenAsync(service, service.Clock.GetCurrentInstant());
        var filed = await theirs.Client.PostAsync("/v1/suggestions", new { customerId = await theirs.ReportAsync("c-1"), text = "Larger packs" }).JsonAsync(HttpStatusCode.Created);

        await new Browser(service).SubmitAsync(link, ("text", "Larger packs"), ("sameAs", filed.Text("id")));

        (await shop.Client.GetAsync("/v1/suggestions").JsonAsync())["items"]!.AsArray().Should().ContainSingle();
        (await theirs.Client.GetAsync($"/v1/suggestions/{filed.Text("id")}").JsonAsync())["voices"]!.GetValue<int>().Should().Be(1);
    }

    /// <summary>A customer who was satisfied on two days, and three days later was asked for suggestions.</summary>
    private async Task<(Shop Shop, Guid Customer, string Link)> AskedAsync()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("c-1", new() { ["email"] = "one@example.com", ["language"] = "en" });
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await new Browser(service).SubmitAsync((await Links.AskAsync(shop, "csat", customer)).Link, ("score", "5"));
            await shop.PassAsync(Duration.FromDays(4));
        }

        await shop.RunAsync("due-follow-ups");
        return (shop, customer, Browser.LinkIn(await shop.MessageAsync(customer, "askSuggestions")));
    }
}
