using System.Net;
using System.Text.Json.Nodes;
using NodaTime;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Cases;

/// <summary>Cases that open by themselves.</summary>
[Collection(nameof(CasesTogether))]
public sealed class CaseOpeningTests(TestService service)
{
    [Fact]
    public async Task A_complaint_opens_one_however_often_it_is_told()
    {
        var shop = await Shop.OpenAsync(service);
        var complaint = new
        {
            source = "zendesk",
            externalId = "1",
            kind = "complaint",
            occurredAt = Shop.Text(service.Clock.GetCurrentInstant()),
            customer = new { source = "shop", externalId = "c-1" },
            summary = "The kettle leaks.",
        };

        await shop.Client.PostAsync("/v1/interactions", complaint).JsonAsync(HttpStatusCode.Created);
        await shop.DispatchAsync();
        await shop.Client.PostAsync("/v1/interactions", complaint).JsonAsync();
        await shop.DispatchAsync();

        var opened = (await shop.Client.GetAsync("/v1/cases").JsonAsync())["items"]!.AsArray().Single()!;
        opened["complaints"]![0]!.Text("text").Should().Be("The kettle leaks.");
        (await shop.FollowUpsAsync("?kind=caseStep")).Single().Text("subjectId").Should().Be(opened.Text("id"));
    }

    [Fact]
    public async Task A_bad_rating_opens_one_and_a_second_about_the_same_order_joins_it()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.DeliverAsync("o-1");
        await shop.PassAsync(Duration.FromDays(7));
        await RateAsync(shop, customer, 1, 1);
        await shop.PassAsync(Duration.FromDays(23));
        await RateAsync(shop, customer, 2, 2);

        var opened = (await shop.Client.GetAsync("/v1/cases").JsonAsync())["items"]!.AsArray().Single()!;

        opened["complaints"]!.AsArray().Select(c => c!["rating"]!.GetValue<int>()).Should().Equal(1, 2);
        opened["orderId"].Should().NotBeNull();
        (await shop.Client.GetAsync($"/v1/customers/{customer}/timeline?kind=caseJoined").JsonAsync())["items"]!.AsArray().Should().ContainSingle();
    }

    [Theory]
    [InlineData("csat", 1, true)]
    [InlineData("csat", 2, true)]
    [InlineData("csat", 3, false)]
    [InlineData("nps", 0, true)]
    [InlineData("nps", 4, true)]
    [InlineData("nps", 5, false)]
    public async Task A_survey_answer_opens_one_up_to_its_limit(string kind, int score, bool isOpened)
    {
        var shop = await Shop.OpenAsync(service);
        var link = await Links.OfSurveyAsync(shop, kind, "en");

        await new Browser(service).SubmitAsync(link, ("score", $"{score}"), ("text", "It came late."));
        await shop.DispatchAsync();

        var opened = (await shop.Client.GetAsync("/v1/cases").JsonAsync())["items"]!.AsArray().Select(c => c!["complaints"]![0]!).ToList();
        opened.Select(c => (c.Text("text"), c["rating"]!.GetValue<int>())).Should().Equal(isOpened ? [("It came late.", score)] : []);
        (await shop.FollowUpsAsync("?kind=caseStep")).Should().HaveCount(isOpened ? 1 : 0);
    }

    [Fact]
    public async Task Complaints_about_the_order_of_a_bad_survey_answer_join_its_case_together()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.DeliverAsync("o-1");
        await shop.AllowAsync(customer);
        var order = (await shop.Client.GetAsync("/v1/orders/~shop:o-1").JsonAsync()).Text("id");
        var survey = (await shop.Client.PostAsync("/v1/surveys", new { kind = "csat", name = "Spring" }).JsonAsync(HttpStatusCode.Created)).Text("id");
        await shop.Client.PostAsync($"/v1/surveys/{survey}/send", new { orderIds = new[] { order } }).JsonAsync();
        await shop.RunAsync("due-notices");
        await new Browser(service).SubmitAsync(Browser.LinkIn(await shop.MessageAsync(customer, "survey")), ("score", "1"));
        await shop.PassAsync(Duration.FromMinutes(1));

        foreach (var number in new[] { 1, 2 })
            await ComplainAsync(shop, number, customer, new { source = "shop", externalId = "o-1" });
        await shop.DispatchAsync();

        var opened = (await shop.Client.GetAsync("/v1/cases").JsonAsync())["items"]!.AsArray().Single()!;
        (opened.Text("orderId"), opened["complaints"]!.AsArray().Count).Should().Be((order, 3));
        (await shop.Client.GetAsync($"/v1/customers/{customer}/timeline?kind=caseJoined").JsonAsync())["items"]!.AsArray().Select(e => e!.Text("summary")).Should().BeEquivalentTo("Complaint 1", "Complaint 2");
        (await shop.Client.GetAsync($"/v1/surveys/{survey}/responses").JsonAsync())["items"]!.AsArray().Single()!.Text("orderId").Should().Be(order);
    }

    [Fact]
    public async Task What_a_restriction_stopped_is_owed_again_when_it_is_lifted()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("c-1");
        await shop.Client.PostAsync("/v1/cases", new { customerId = customer, text = "It leaks.", topic = "quality" }).JsonAsync(HttpStatusCode.Created);

        await RestrictAsync(shop, customer, true);
        (await shop.FollowUpsAsync("?kind=caseStep")).Should().BeEmpty();
        await RestrictAsync(shop, customer, false);

        (await shop.FollowUpsAsync("?kind=caseStep")).Should().ContainSingle();
    }

    private Task<JsonNode> ComplainAsync(Shop shop, int number, Guid customerId, object order)
    {
        var occurredAt = Shop.Text(service.Clock.GetCurrentInstant() - Duration.FromSeconds(number));
        return shop.Client.PostAsync("/v1/interactions", new { source = "desk", externalId = $"{number}", kind = "complaint", occurredAt, customerId, order, summary = $"Complaint {number}" })
            .JsonAsync(HttpStatusCode.Created);
    }

    private static async Task RestrictAsync(Shop shop, Guid customer, bool isRestricted)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/v1/customers/{customer}/objections")
        {
            Content = System.Net.Http.Json.JsonContent.Create(new { profiling = false, marketing = false, restriction = isRestricted }),
        };
        using var answer = await shop.Client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        await shop.DispatchAsync();
    }

    private static async Task RateAsync(Shop shop, Guid customer, int step, int rating)
    {
        var check = await shop.FollowUpAsync(customer, "qualityCheck", step);
        var line = check["lines"]![0]!.Text("orderLineId");
        await shop.Client.PostAsync($"/v1/follow-ups/{check.Text("id")}/complete", new { outcome = "answered", answers = new[] { new { orderLineId = line, rating } } }).JsonAsync();
        await shop.DispatchAsync();
    }
}
