using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using RetentionApi.Tests.Cooperation;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.FollowUps.Guides;

public sealed class GuideJourneyTests(TestService service) : IClassFixture<TestService>
{
    private static readonly object Own = new
    {
        questions = new object[] { new { id = "taste", answer = "choice", choices = new[] { "fresh", "flat" } }, new { id = "why", answer = "text" } },
        wordings = new[] { Wording(null, "Tell me."), Wording("dominance", "In short:") },
    };

    [Fact]
    public async Task The_guide_of_a_duty_opens_with_something_true_in_the_customers_language()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.DeliverAsync("o-1");
        var check = await shop.FollowUpAsync(customer, "qualityCheck");

        var chinese = await shop.Client.GetAsync($"/v1/follow-ups/{check.Text("id")}/guide").JsonAsync();
        var english = await shop.Client.GetAsync($"/v1/follow-ups/{check.Text("id")}/guide?language=en").JsonAsync();

        (chinese.Text("language"), english.Text("language"), chinese["version"]!.GetValue<int>()).Should().Be(("zh-CN", "en", 0));
        english["recognition"]!.Text("text").Should().StartWith("On 2 March 2026 you ordered");
        english["questions"]!.AsArray()[0]!.Text("text").Should().Be("How is it, in daily use?");
    }

    [Fact]
    public async Task Answers_come_back_structured_and_are_kept_with_the_version_of_the_guide()
    {
        var shop = await Shop.OpenAsync(service);
        var duty = await shop.AskForAsync(await shop.ReportAsync("c-1"));

        var done = await CompleteAsync(shop, duty, new { outcome = "answered", guideAnswers = new[] { Answer("value", "quality"), Answer("use", "Every morning.") } }).JsonAsync();

        done["guide"]!["version"]!.GetValue<int>().Should().Be(0);
        done["guide"]!["answers"]!.AsArray().Select(a => (a!.Text("questionId"), a!.Text("value"))).Should().Equal(("value", "quality"), ("use", "Every morning."));
        (await shop.Client.GetAsync($"/v1/follow-ups/{duty.Text("id")}").JsonAsync())["guide"]!["answers"]!.AsArray().Should().HaveCount(2);
    }

    [Fact]
    public async Task Answers_that_the_guide_does_not_take_are_refused_and_nothing_is_done()
    {
        var shop = await Shop.OpenAsync(service);
        var duty = await shop.AskForAsync(await shop.ReportAsync("c-1"));
        Task<string> RefusedAsync(object body) => CompleteAsync(shop, duty, body).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity);

        (await RefusedAsync(new { outcome = "answered", guideAnswers = new[] { Answer("value", "beauty") } })).Should().Be("guide.wrong_answer");
        (await RefusedAsync(new { outcome = "answered", guideAnswers = new[] { Answer("who", "x") } })).Should().Be("guide.unknown_question");
        (await RefusedAsync(new { outcome = "answered", guideAnswers = new[] { Answer("use", "x"), Answer("use", "y") } })).Should().Be("guide.answered_twice");
        (await RefusedAsync(new { outcome = "noAnswer", guideAnswers = new[] { Answer("use", "x") } })).Should().Be("guide.not_answered");
        (await RefusedAsync(new { outcome = "answered", guideAnswers = new[] { Answer("use", "x") }, guideVersion = 7 })).Should().Be("guide.version_unknown");
        (await shop.Client.GetAsync($"/v1/follow-ups/{duty.Text("id")}").JsonAsync()).Text("status").Should().Be("due");
    }

    [Fact]
    public async Task A_merchants_own_guide_is_versioned_and_older_answers_still_fit_theirs()
    {
        var shop = await Shop.OpenAsync(service);
        var duty = await shop.AskForAsync(await shop.ReportAsync("c-1"));
        (await shop.Client.GetAsync("/v1/conversation-guides/bestValue").JsonAsync())["isOwn"]!.GetValue<bool>().Should().BeFalse();

        var own = await PutAsync(shop, Own, "\"0\"").JsonAsync();

        (own["version"]!.GetValue<int>(), own["isOwn"]!.GetValue<bool>()).Should().Be((1, true));
        (await shop.Client.GetAsync($"/v1/follow-ups/{duty.Text("id")}/guide").JsonAsync()).Text("opening").Should().Be("Tell me.");
        (await CompleteAsync(shop, duty, new { outcome = "answered", guideAnswers = new[] { Answer("value", "price") }, guideVersion = 0 }).JsonAsync())["guide"]!["version"]!.GetValue<int>().Should().Be(0);
        (await PutAsync(shop, Own, "\"0\"").ProblemCodeAsync(HttpStatusCode.PreconditionFailed)).Should().Be("request.stale");
        (await PutAsync(shop, Own, null).JsonAsync(HttpStatusCode.PreconditionRequired)).Should().NotBeNull();
    }

    [Fact]
    public async Task The_customers_style_chooses_between_the_merchants_own_wordings()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("c-1");
        var duty = await shop.AskForAsync(customer);
        await PutAsync(shop, Own, "*").JsonAsync();
        await shop.QueryAsync($"UPDATE customers SET communication_style = 'dominance' WHERE id = '{customer}'");

        var guide = await shop.Client.GetAsync($"/v1/follow-ups/{duty.Text("id")}/guide").JsonAsync();

        (guide.Text("opening"), guide.Text("style"), guide.Text("language")).Should().Be(("In short:", "dominance", "en"));
    }

    [Fact]
    public async Task What_cannot_be_asked_is_hidden_or_is_not_ours_is_refused()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("c-1");
        var duty = await shop.AskForAsync(customer);
        var (other, path) = (await service.NewMerchantAsync(), $"/v1/follow-ups/{duty.Text("id")}/guide");
        await shop.ObjectAsync(customer, restriction: true).JsonAsync();
        var seller = service.ClientOf((await shop.Client.PostAsync("/v1/api-keys", new { name = "s", scopes = new[] { "sales" } }).JsonAsync(HttpStatusCode.Created)).Text("apiKey"));

        (await PutAsync(shop, new { questions = Array.Empty<object>(), wordings = new[] { Wording(null, "x") } }, "*").ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("guide.incomplete");
        (await other.Client.GetAsync(path).ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("follow_up.not_found");
        (await seller.GetAsync(path).ProblemCodeAsync(HttpStatusCode.Forbidden)).Should().Be("customer.restricted");
        (await other.Client.GetAsync("/v1/conversation-guides/bestValue").JsonAsync())["isOwn"]!.GetValue<bool>().Should().BeFalse();
        (await other.Client.GetAsync("/v1/conversation-guides/chat").JsonAsync(HttpStatusCode.BadRequest)).Should().NotBeNull();
    }

    private static object Wording(string? style, string opening) => new
    {
        language = "en",
        style,
        opening,
        questions = new Dictionary<string, string> { ["taste"] = "How does it taste?", ["why"] = "Why?" },
        choices = new Dictionary<string, string> { ["taste.fresh"] = "Fresh", ["taste.flat"] = "Flat" },
        closing = "Thank you.",
    };

    private static object Answer(string questionId, string value) => new { questionId, value };

    private static Task<HttpResponseMessage> CompleteAsync(Shop shop, JsonNode duty, object body) => shop.Client.PostAsync($"/v1/follow-ups/{duty.Text("id")}/complete", body);

    private static Task<HttpResponseMessage> PutAsync(Shop shop, object body, string? ifMatch)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, "/v1/conversation-guides/bestValue") { Content = JsonContent.Create(body) };
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return shop.Client.SendAsync(request);
    }
}
