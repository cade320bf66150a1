using System.Net;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.FollowUps;

/// <summary>Customers who answer for themselves.</summary>
public sealed class FollowUpPageTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task A_check_answered_on_the_page_is_answered_as_if_somebody_had_asked()
    {
        var shop = await Shop.OpenAsync(service);
        var link = await Links.OfDutyAsync(service, shop, "check", "en");
        var page = await new Browser(service).OpenAsync(link);

        var thanks = await new Browser(service).SubmitAsync(link, [.. page.Fields.Where(f => f.StartsWith("rating", StringComparison.Ordinal)).Select(f => (f, "5")), ("text", "Fragrant <3")]);
        await shop.DispatchAsync();

        thanks.Title.Should().Be("Thank you");
        var duty = (await shop.FollowUpsAsync("?status=done&kind=qualityCheck")).Single();
        (duty.Text("outcome"), duty["answers"]!.AsArray().Count).Should().Be(("answered", 2));
        var relationship = await shop.Client.GetAsync($"/v1/customers/{duty.Text("customerId")}/relationship").JsonAsync();
        relationship.Text("level").Should().Be("responsible");
        var timeline = await shop.Client.GetAsync($"/v1/customers/{duty.Text("customerId")}/timeline?kind=followUpAnswered").JsonAsync();
        timeline["items"]!.AsArray().Single()!.Text("summary").Should().Be("qualityCheck · 5, 5 · Fragrant <3");
    }

    [Fact]
    public async Task It_counts_once_even_where_it_is_sent_twice_at_once()
    {
        var shop = await Shop.OpenAsync(service);
        var link = await Links.OfDutyAsync(service, shop, "check", "en");
        var rating = (await new Browser(service).OpenAsync(link)).Fields.First(f => f.StartsWith("rating", StringComparison.Ordinal));

        var titles = await Task.WhenAll(Enumerable.Range(0, 6).Select(async i => (await new Browser(service).SubmitAsync(link, (rating, $"{1 + i % 5}"))).Title));

        titles.Count(t => t == "Thank you").Should().Be(1);
        titles.Count(t => t == "You have answered already").Should().Be(5);
        (await new Browser(service).OpenAsync(link)).Title.Should().Be("You have answered already");
    }

    [Fact]
    public async Task Nothing_rated_is_said_so_and_what_was_typed_stays()
    {
        var shop = await Shop.OpenAsync(service);
        var link = await Links.OfDutyAsync(service, shop, "check", "zh-CN");

        var again = await new Browser(service).SubmitAsync(link, ("text", "<script>alert(1)</script>"));

        again.Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        again.Page.QuerySelector("[role=alert]")!.TextContent.Should().Be("请至少给其中一样打分。");
        again.Page.QuerySelector("textarea[name=text]")!.TextContent.Should().Be("<script>alert(1)</script>");
        again.Page.QuerySelector("script").Should().BeNull();
        (await shop.FollowUpsAsync("?status=done&kind=qualityCheck")).Single().Text("outcome").Should().Be("noAnswer");
    }

    [Fact]
    public async Task A_visit_is_answered_in_words()
    {
        var shop = await Shop.OpenAsync(service);
        var link = await Links.OfDutyAsync(service, shop, "visit", "en");

        (await new Browser(service).SubmitAsync(link, ("text", " "))).Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        (await new Browser(service).SubmitAsync(link, ("text", "All is well"))).Title.Should().Be("Thank you");

        (await shop.FollowUpsAsync("?status=done&kind=regularVisit")).Single().Text("outcome").Should().Be("answered");
    }

    [Fact]
    public async Task What_staff_heard_on_the_phone_is_not_asked_again()
    {
        var shop = await Shop.OpenAsync(service);
        var link = await Links.OfDutyAsync(service, shop, "visit", "en");
        var duty = (await shop.FollowUpsAsync("?status=done&kind=regularVisit")).Single();
        await shop.Client.PostAsync($"/v1/follow-ups/{duty.Text("id")}/complete", new { outcome = "answered" }).JsonAsync();

        (await new Browser(service).OpenAsync(link)).Title.Should().Be("You have answered already");
        (await new Browser(service).SubmitAsync(link, ("text", "All is well"))).Title.Should().Be("You have answered already");
    }
}
