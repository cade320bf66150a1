using System.Net;
using NodaTime;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Surveys;

public sealed class SurveyTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task An_answer_is_listed_told_in_the_timeline_and_moves_trust()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await CustomerAsync(shop, "c-1");
        var (survey, link) = await Links.AskAsync(shop, "nps", customer);

        (await new Browser(service).SubmitAsync(link, ("score", "9"), ("text", "茶很香"))).Title.Should().Be("Thank you");
        await shop.DispatchAsync();

        var response = (await shop.Client.GetAsync($"/v1/surveys/{survey}/responses?customerId=~shop:c-1").JsonAsync())["items"]!.AsArray().Single()!;
        (response["score"]!.GetValue<int>(), response.Text("text"), response.Text("customerId")).Should().Be((9, "茶很香", customer.ToString()));
        (await shop.Client.GetAsync($"/v1/customers/{customer}/timeline?kind=surveyAnswered").JsonAsync())["items"]!.AsArray().Single()!.Text("summary").Should().Be("nps 9 · 茶很香");
        var trust = await shop.Client.GetAsync($"/v1/customers/{customer}/trust").JsonAsync();
        trust["layers"]![1]!["moved"]!.AsArray().Select(e => e!.Text("kind")).Should().Contain("satisfied");
    }

    [Fact]
    public async Task It_counts_once_and_the_first_answer_stays()
    {
        var shop = await Shop.OpenAsync(service);
        var (survey, link) = await Links.AskAsync(shop, "csat", await CustomerAsync(shop, "c-1"));

        await new Browser(service).SubmitAsync(link, ("score", "1"));
        (await new Browser(service).SubmitAsync(link, ("score", "5"))).Title.Should().Be("You have answered already");

        (await shop.Client.GetAsync($"/v1/surveys/{survey}/responses").JsonAsync())["items"]!.AsArray().Single()!["score"]!.GetValue<int>().Should().Be(1);
    }

    [Theory]
    [InlineData("nps", "score", "11")]
    [InlineData("csat", "score", "0")]
    [InlineData("csat", "score", "good")]
    [InlineData("fiveValues", "price", "6")]
    [InlineData("fiveValues", "text", "none")]
    public async Task What_is_not_on_the_scale_is_asked_again(string kind, string field, string value)
    {
        var shop = await Shop.OpenAsync(service);
        var (_, link) = await Links.AskAsync(shop, kind, await CustomerAsync(shop, "c-1"));

        var again = await new Browser(service).SubmitAsync(link, (field, value));

        (again.Status, again.Page.QuerySelector("[role=alert]")!.TextContent).Should().Be((HttpStatusCode.UnprocessableEntity, "Please choose an answer."));
    }

    [Fact]
    public async Task The_five_values_are_kept_one_by_one_and_summed_up_by_month()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await CustomerAsync(shop, "c-1");
        var (survey, link) = await Links.AskAsync(shop, "fiveValues", customer);

        await new Browser(service).SubmitAsync(link, ("price", "2"), ("quality", "5"));

        var summary = await shop.Client.GetAsync($"/v1/surveys/{survey}/summary").JsonAsync();
        var month = summary["months"]!.AsArray().Single()!;
        (month.Text("month"), month["asked"]!.GetValue<int>(), month["answered"]!.GetValue<int>(), month["score"]).Should().Be(("2026-03-01", 1, 1, null));
        month["ratings"]!.ToJsonString().Should().Be("""{"price":2,"convenience":null,"quality":5,"relationship":null,"environment":null}""");
    }

    [Fact]
    public async Task Promoters_less_detractors_make_the_score()
    {
        var shop = await Shop.OpenAsync(service);
        var survey = await shop.Client.PostAsync("/v1/surveys", new { kind = "nps", name = "Spring" }).JsonAsync(HttpStatusCode.Created);
        await shop.QueryAsync($"""
            INSERT INTO survey_invitations (merchant_id, id, survey_id, customer_id, kind, asked_at, answered_at, score)
            SELECT '{shop.Merchant.Id}', gen_random_uuid(), '{survey.Text("id")}', gen_random_uuid(), 'nps', '2026-01-31T15:00Z', '2026-01-31T16:00Z', s FROM unnest(ARRAY[10, 9, 8, 6]) AS s
            """);

        var summary = await shop.Client.GetAsync($"/v1/surveys/{survey.Text("id")}/summary").JsonAsync();

        summary["overall"]!["score"]!.GetValue<double>().Should().Be(25);
        summary["months"]!.AsArray().Select(m => (m!.Text("month"), m!["asked"]!.GetValue<int>(), m!["answered"]!.GetValue<int>())).Should().Equal(("2026-01-01", 4, 0), ("2026-02-01", 0, 4));
    }

    [Fact]
    public async Task Without_consent_nobody_is_asked_and_the_outbox_says_why()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await CustomerAsync(shop, "c-1");
        var survey = await shop.Client.PostAsync("/v1/surveys", new { kind = "csat", name = "Spring" }).JsonAsync(HttpStatusCode.Created);
        await shop.Client.PostAsync($"/v1/surveys/{survey.Text("id")}/send", new { customerIds = new[] { customer } }).JsonAsync();

        (await shop.RunAsync("due-notices")).ToString().Should().Be("notPermitted 1");

        var message = await shop.MessageAsync(customer, "survey");
        (message.Text("status"), message.Text("holdReason")).Should().Be(("suppressed", "notPermitted"));
        message.Text("body").Should().Contain("/c/…");
        (await shop.RunAsync("due-notices")).ToString().Should().Be("nothing to do");
    }

    [Fact]
    public async Task At_night_a_survey_waits_and_has_its_link_in_the_morning()
    {
        var shop = await Shop.OpenAsync(service, Instant.FromUtc(2026, 3, 2, 15, 0));
        var customer = await CustomerAsync(shop, "c-1");
        await shop.AllowAsync(customer);
        var survey = await shop.Client.PostAsync("/v1/surveys", new { kind = "csat", name = "Spring", questions = new { en = "Happy?" } }).JsonAsync(HttpStatusCode.Created);
        await shop.Client.PostAsync($"/v1/surveys/{survey.Text("id")}/send", new { customerIds = new[] { customer, customer } }).JsonAsync();
        await shop.RunAsync("due-notices");
        (await shop.MessageAsync(customer, "survey")).Text("status").Should().Be("held");

        await shop.PassAsync(Duration.FromHours(9));
        await shop.RunAsync("due-notices");

        var message = await shop.MessageAsync(customer, "survey");
        (message.Text("status"), message.Text("holdReason"), message.Text("subject")).Should().Be(("handedOver", "quietHours", "Happy?"));
        (await new Browser(service).OpenAsync(Browser.LinkIn(message))).Title.Should().Be("Happy?");
    }

    [Fact]
    public async Task What_cannot_be_asked_is_refused()
    {
        var shop = await Shop.OpenAsync(service);
        var survey = await shop.Client.PostAsync("/v1/surveys", new { kind = "csat", name = "Spring" }).JsonAsync(HttpStatusCode.Created);
        var send = $"/v1/surveys/{survey.Text("id")}/send";

        (await shop.Client.PostAsync("/v1/surveys", new { kind = "csat", name = " " }).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("request.invalid");
        (await shop.Client.PostAsync(send, new { customerIds = Array.Empty<Guid>() }).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("request.invalid");
        var refused = await shop.Client.PostAsync(send, new { customerIds = new[] { await CustomerAsync(shop, "c-1"), Guid.Empty } }).JsonAsync(HttpStatusCode.UnprocessableEntity);
        refused["errors"]![0]!.Text("pointer").Should().Be("/customerIds/1");
        (await shop.QueryAsync($"SELECT 1 FROM notices WHERE merchant_id = '{shop.Merchant.Id}'")).Should().BeEmpty();
        var other = (await service.NewMerchantAsync()).Client;
        (await other.GetAsync($"/v1/surveys/{survey.Text("id")}").ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("survey.not_found");
        (await other.GetAsync($"/v1/surveys/{survey.Text("id")}/responses").ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("survey.not_found");
        (await other.GetAsync($"/v1/surveys/{survey.Text("id")}/summary").ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("survey.not_found");
    }

    [Fact]
    public async Task Sending_again_with_the_same_key_asks_once()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await CustomerAsync(shop, "c-1");
        var survey = await shop.Client.PostAsync("/v1/surveys", new { kind = "csat", name = "Spring" }).JsonAsync(HttpStatusCode.Created);

        foreach (var _ in Enumerable.Range(0, 2))
            await shop.Client.PostAsync($"/v1/surveys/{survey.Text("id")}/send", new { customerIds = new[] { customer } }, "once").JsonAsync();

        (await shop.QueryAsync($"SELECT 1 FROM survey_invitations WHERE merchant_id = '{shop.Merchant.Id}'")).Should().ContainSingle();
    }

    [Fact]
    public async Task Every_answer_is_listed_once_while_others_come()
    {
        var shop = await Shop.OpenAsync(service);
        var survey = (await shop.Client.PostAsync("/v1/surveys", new { kind = "csat", name = "Spring" }).JsonAsync(HttpStatusCode.Created)).Text("id");
        Task AnswersAsync(int first) => shop.QueryAsync($"""
            INSERT INTO survey_invitations (merchant_id, id, survey_id, customer_id, kind, asked_at, answered_at, score)
            SELECT '{shop.Merchant.Id}', gen_random_uuid(), '{survey}', gen_random_uuid(), 'csat', '2026-01-01Z', '2026-01-01Z'::timestamptz + ({first} + i) * interval '1 hour', 1 + i FROM generate_series(0, 4) AS i
            """);
        await AnswersAsync(0);

        var listed = await shop.Client.AllPagesAsync($"/v1/surveys/{survey}/responses", 2, () => AnswersAsync(100));

        listed.Select(r => r["score"]!.GetValue<int>()).Should().Equal(5, 4, 3, 2, 1);
    }

    private static Task<Guid> CustomerAsync(Shop shop, string externalId) => shop.ReportAsync(externalId, new() { ["email"] = $"{externalId}@example.com", ["language"] = "en" });
}
