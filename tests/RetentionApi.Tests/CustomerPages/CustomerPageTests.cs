using System.Net;
using System.Text;
using NodaTime;
using RetentionApi.CustomerPages;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.CustomerPages;

/// <summary>What holds for every page behind a link.</summary>
public sealed class CustomerPageTests(TestService service) : IClassFixture<TestService>
{
    public static readonly TheoryData<string, string?> Pages = new()
    {
        { "check", "zh-CN" }, { "check", "en" }, { "visit", "zh-CN" }, { "visit", "en" }, { "csat", "zh-CN" }, { "nps", "en" }, { "ces", "en" }, { "fiveValues", "zh-CN" }, { "fiveValues", null },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_can_be_read_by_everybody(string page, string? language)
    {
        var (shop, link) = await LinkAsync(page, language);

        var sight = await new Browser(service, "en;q=0.8").OpenAsync(link);

        sight.Status.Should().Be(HttpStatusCode.OK);
        sight.Page.DocumentElement.GetAttribute("lang").Should().Be(language ?? "en");
        sight.Page.Title.Should().NotBeNullOrWhiteSpace();
        sight.Page.QuerySelectorAll("script, [style], [onclick]").Should().BeEmpty();
        sight.Page.QuerySelector("meta[name=viewport]").Should().NotBeNull();
        sight.Fields.Should().NotBeEmpty();
        foreach (var radio in sight.Page.QuerySelectorAll("input[type=radio]"))
            (radio.Closest("label")!.TextContent.Trim().Length > 0 && radio.Closest("fieldset")!.QuerySelector("legend")!.TextContent.Length > 0).Should().BeTrue();
        foreach (var field in sight.Page.QuerySelectorAll("textarea"))
            sight.Page.QuerySelector($"label[for='{field.Id}']")!.TextContent.Should().NotBeNullOrWhiteSpace();
        shop.Should().NotBeNull();
    }

    [Fact]
    public async Task No_one_keeps_sends_on_or_finds_a_page_and_nothing_runs_in_it()
    {
        var (_, link) = await LinkAsync("csat", "en");

        var headers = (await new Browser(service).OpenAsync(link)).Response.Headers;

        headers.CacheControl!.NoStore.Should().BeTrue();
        headers.GetValues("Referrer-Policy").Should().Equal("no-referrer");
        headers.GetValues("X-Robots-Tag").Should().Equal("noindex, nofollow");
        headers.GetValues("Content-Security-Policy").Single().Should().StartWith("default-src 'none'; style-src 'sha256-").And.NotContain("script").And.EndWith("frame-ancestors 'none'");
        headers.Contains("Set-Cookie").Should().BeFalse();
    }

    [Fact]
    public async Task An_unknown_merchant_a_wrong_secret_and_any_other_address_answer_alike()
    {
        var (_, link) = await LinkAsync("csat", "en");
        var wrong = link[..^1] + (link[^1] == 'a' ? 'b' : 'a');
        var foreign = $"/c/{CustomerLink.New(new Guid("01957c33-9a00-7000-8000-0000000000ff")).Text}";
        var browser = new Browser(service);

        var answers = new List<(HttpStatusCode, string)>();
        foreach (var path in new[] { wrong, foreign, "/c/none", $"/c/{new string('z', 44)}" })
            answers.Add(((await browser.OpenAsync(path)).Status, (await browser.SubmitAsync(path, ("score", "5"))).Title));

        answers.Distinct().Should().Equal((HttpStatusCode.NotFound, "This link does not work"));
    }

    [Fact]
    public async Task Opening_a_link_changes_nothing_however_often_it_is_done()
    {
        var (shop, link) = await LinkAsync("check", "en");
        var before = await TracesAsync(shop);

        foreach (var _ in Enumerable.Range(0, 3))
            (await new Browser(service).OpenAsync(link)).Status.Should().Be(HttpStatusCode.OK);

        (await TracesAsync(shop)).Should().Equal(before);
    }

    [Fact]
    public async Task After_its_time_a_link_says_so_kindly_and_takes_nothing()
    {
        var (shop, link) = await LinkAsync("csat", "zh-CN");
        service.Clock.Advance(Duration.FromDays(30));

        (await new Browser(service).OpenAsync(link)).Should().Match<Sight>(s => s.Status == HttpStatusCode.Gone && s.Title == "此链接已过期");
        (await new Browser(service).SubmitAsync(link, ("score", "5"))).Status.Should().Be(HttpStatusCode.Gone);
        (await shop.QueryAsync($"SELECT 1 FROM survey_invitations WHERE merchant_id = '{shop.Merchant.Id}' AND answered_at IS NOT NULL")).Should().BeEmpty();
    }

    [Fact]
    public async Task Who_is_restricted_finds_the_page_closed()
    {
        var (shop, link) = await LinkAsync("csat", "en");
        await shop.QueryAsync($"UPDATE customers SET restricted_at = created_at WHERE merchant_id = '{shop.Merchant.Id}'");

        (await new Browser(service).SubmitAsync(link, ("score", "5"))).Status.Should().Be(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task What_is_no_form_is_not_read()
    {
        var (_, link) = await LinkAsync("csat", "en");

        var sight = await new Browser(service).SendAsync(new HttpRequestMessage(HttpMethod.Post, link) { Content = new StringContent("""{"score":5}""", Encoding.UTF8, "application/json") });

        sight.Status.Should().Be(HttpStatusCode.BadRequest);
        (await new Browser(service).OpenAsync(link)).Fields.Should().Contain("score");
    }

    [Fact]
    public async Task Who_tries_many_links_is_asked_to_wait()
    {
        await using var strict = service.Another("Security:FailedKeysPerMinute", "3");
        using var client = strict.CreateClient();
        foreach (var _ in Enumerable.Range(0, 3))
            (await client.GetAsync($"/c/{new string('1', 44)}")).StatusCode.Should().Be(HttpStatusCode.NotFound);

        (await client.GetAsync($"/c/{new string('1', 44)}")).StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task The_secret_stands_in_the_message_and_nowhere_else()
    {
        var (_, link) = await LinkAsync("csat", "en");

        (await service.Database.RowsWithAsync(link["/c/".Length..])).Should().Equal("messages");
    }

    private static async Task<List<object?>> TracesAsync(Shop shop)
    {
        var traces = new List<object?>();
        foreach (var table in new[] { "timeline_entries", "audit_entries", "outbox_messages", "customer_links WHERE used_at IS NOT NULL", "follow_ups WHERE outcome = 'answered'" })
            traces.Add((await shop.QueryAsync($"SELECT count(*) FROM {table}")).Single()[0]);
        return traces;
    }

    private async Task<(Shop Shop, string Link)> LinkAsync(string page, string? language)
    {
        var shop = await Shop.OpenAsync(service);
        return (shop, page is "check" or "visit" ? await Links.OfDutyAsync(service, shop, page, language) : await Links.OfSurveyAsync(shop, page, language));
    }
}
