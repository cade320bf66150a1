using System.Net;
using System.Net.Http.Json;
using NodaTime;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Messaging;

/// <summary>Messages in a merchant's own words.</summary>
public sealed class TemplateTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task A_message_goes_in_the_merchants_words_with_every_value_escaped()
    {
        var shop = await Shop.OpenAsync(service);
        await SetAsync(shop, "welcome", 0, "Hello from {{ merchant }}", "<p>{{ customer }}!</p>").JsonAsync();

        var customer = await shop.ReportAsync("c-1", new() { ["email"] = "one@example.com", ["language"] = "en", ["name"] = "<b>Ann</b>" });
        await shop.RunAsync("due-follow-ups");

        var message = await shop.MessageAsync(customer, "welcome");
        (message.Text("subject"), message.Text("body")).Should().Be(("Hello from Tea & Kettle", "<p>&lt;b&gt;Ann&lt;/b&gt;!</p>"));
    }

    [Fact]
    public async Task Other_languages_and_other_merchants_keep_the_products_words()
    {
        var shop = await Shop.OpenAsync(service);
        var other = await Shop.OpenAsync(service);
        await SetAsync(shop, "welcome", 0, "Hello", "<p>Hi</p>").JsonAsync();

        var mine = await shop.Client.GetAsync("/v1/templates/welcome").JsonAsync();
        var theirs = await other.Client.GetAsync("/v1/templates/welcome").JsonAsync();

        mine["texts"]!.AsArray().Select(t => (t!.Text("language"), t!["isOwn"]!.GetValue<bool>())).Should().BeEquivalentTo([("zh-CN", false), ("en", true)]);
        theirs["texts"]!.AsArray().Should().OnlyContain(t => !t!["isOwn"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("{{ custmer }}", "a value that is not there")]
    [InlineData("{{ if customer }}", "no end")]
    [InlineData("{{ for a in products }}{{ for b in products }}x{{ end }}{{ end }}", "loops in loops")]
    [InlineData("{{ for i in 1..1000000 }}x{{ end }}", "a loop of its own")]
    [InlineData("{{ while true }}x{{ end }}", "an endless loop")]
    [InlineData("{{ customer | html.unescape }}", "a function")]
    [InlineData("{{ include 'secret' }}", "another file")]
    [InlineData("{{ 'x' * 1000000000 }}", "more than fits")]
    public async Task What_could_not_be_sent_is_refused_with_its_place(string body, string because)
    {
        var shop = await Shop.OpenAsync(service);

        var refused = await SetAsync(shop, "welcome", 0, "Hello", body).JsonAsync(HttpStatusCode.UnprocessableEntity);

        (refused.Text("code"), refused["errors"]![0]!.Text("pointer")).Should().Be(("template.invalid", "/texts/0/body"), because);
    }

    [Fact]
    public async Task It_is_changed_by_who_read_it_as_it_is_and_can_be_the_products_again()
    {
        var shop = await Shop.OpenAsync(service);
        var first = await SetAsync(shop, "winBack", 0, "One", "<p>1</p>").JsonAsync();

        (await SetAsync(shop, "winBack", 0, "Two", "<p>2</p>").ProblemCodeAsync(HttpStatusCode.PreconditionFailed)).Should().NotBeEmpty();
        var again = await PutAsync(shop, "winBack", 1, new { texts = Array.Empty<object>() }).JsonAsync();

        (first["version"]!.GetValue<int>(), again["version"]!.GetValue<int>()).Should().Be((1, 2));
        again["texts"]!.AsArray().Should().OnlyContain(t => !t!["isOwn"]!.GetValue<bool>());
        (await PutAsync(shop, "no-such", 0, new { texts = Array.Empty<object>() }).ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("template.not_found");
    }

    [Fact]
    public async Task Every_template_of_the_product_can_be_taken_as_it_is_shown()
    {
        var shop = await Shop.OpenAsync(service);

        foreach (var template in (await shop.Client.GetAsync("/v1/templates").JsonAsync())["items"]!.AsArray())
        {
            var texts = template!["texts"]!.AsArray().Select(t => new { language = t!.Text("language"), subject = t!.Text("subject"), body = t!.Text("body") });
            (await PutAsync(shop, template.Text("key"), 0, new { texts }).JsonAsync())["version"]!.GetValue<int>().Should().Be(1, template.Text("key"));
        }
    }

    /// <summary>A wording that was taken by an earlier version, and names what there is no more.</summary>
    [Fact]
    public async Task A_notice_that_cannot_be_written_holds_up_nobody_and_goes_once_its_wording_is_put_right()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.QueryAsync($$$"""
            INSERT INTO message_templates (merchant_id, key, texts, version, updated_at)
            VALUES ('{{{shop.Merchant.Id}}}', 'survey', '[{"language":"en","subject":"Hello","body":"{{ gone }}"}]', 1, '2026-01-01Z')
            """);
        var (unlucky, other) = (await AskedAsync(shop, "c-1", "en"), await AskedAsync(shop, "c-2", "zh-CN"));
        await SendSurveyAsync(shop, unlucky, other);

        await shop.RunAsync("due-notices");
        (await shop.MessagesAsync(other)).Should().ContainSingle(m => m.Text("template") == "survey" && m.Text("status") == "handedOver");
        (await shop.MessagesAsync(unlucky)).Should().NotContain(m => m.Text("template") == "survey");
        await SetAsync(shop, "survey", 1, "Hello", "<p>Better</p>{{ link }}").JsonAsync();
        await shop.PassAsync(Duration.FromHours(1));
        await shop.RunAsync("due-notices");

        (await shop.MessageAsync(unlucky, "survey")).Text("body").Should().StartWith("<p>Better</p>");
    }

    private static async Task<Guid> AskedAsync(Shop shop, string externalId, string language)
    {
        var customer = await shop.ReportAsync(externalId, new() { ["email"] = $"{externalId}@example.com", ["language"] = language });
        await shop.AllowAsync(customer);
        return customer;
    }

    private static async Task SendSurveyAsync(Shop shop, params Guid[] customerIds)
    {
        var survey = await shop.Client.PostAsync("/v1/surveys", new { kind = "nps", name = "Spring" }).JsonAsync(HttpStatusCode.Created);
        await shop.Client.PostAsync($"/v1/surveys/{survey.Text("id")}/send", new { customerIds }).JsonAsync();
    }

    private static Task<HttpResponseMessage> SetAsync(Shop shop, string key, int version, string subject, string body) =>
        PutAsync(shop, key, version, new { texts = new[] { new { language = "en", subject, body } } });

    private static Task<HttpResponseMessage> PutAsync(Shop shop, string key, int version, object body)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"/v1/templates/{key}") { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        return shop.Client.SendAsync(request);
    }
}
