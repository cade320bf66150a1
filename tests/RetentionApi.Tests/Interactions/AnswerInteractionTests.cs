using System.Net;
using System.Text.Json.Nodes;
using NodaTime;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Interactions;

public sealed class AnswerInteractionTests(TestService service) : IClassFixture<TestService>
{
    private const string Address = "/v1/interactions";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_enquiry_answered_in_time_brings_the_customer_to_the_second_level(bool isDutyMadeBefore)
    {
        var shop = await service.NewMerchantAsync();
        var enquiry = await AskAsync(shop, "e-1");
        if (isDutyMadeBefore)
            await service.DispatchAsync(shop);

        await shop.Client.PostAsync($"{Address}/{enquiry.Text("id")}/answer", new { text = "80 °C" }).JsonAsync();
        await service.DispatchAsync(shop);

        var relationship = await shop.Client.GetAsync($"/v1/customers/{enquiry.Text("customerId")}/relationship").JsonAsync();
        relationship.Text("level").Should().Be("proactive");
        relationship["rungs"]![1]!["because"]!.Text("code").Should().Be("rung.enquiryAnswered");
        relationship["rungs"]![1]!["evidence"]!.AsArray().Single()!.Text("kind").Should().Be("enquiryAnswered");
        (await service.Database.CountAsync($"follow_ups WHERE merchant_id = '{shop.Id}' AND kind = 'answer' AND status = 'done' AND missed_at IS NULL")).Should().Be(1);
    }

    [Fact]
    public async Task In_time_is_what_was_written_in_time_whenever_it_is_reported()
    {
        var shop = await service.NewMerchantAsync();
        var enquiry = await AskAsync(shop, "e-2");
        await service.DispatchAsync(shop);
        var answeredAt = service.Clock.GetCurrentInstant() + Duration.FromHours(1);
        service.Clock.AdvanceDays(3);

        await shop.Client.PostAsync($"{Address}/~zendesk:e-2/answer", new { text = "80 °C", answeredAt = answeredAt.ToString() }).JsonAsync();
        await service.DispatchAsync(shop);

        var relationship = await shop.Client.GetAsync($"/v1/customers/{enquiry.Text("customerId")}/relationship").JsonAsync();
        relationship.Text("level").Should().Be("proactive");
    }

    [Fact]
    public async Task An_answer_after_the_deadline_is_late()
    {
        var shop = await service.NewMerchantAsync();
        var enquiry = await AskAsync(shop, "e-3");
        await service.DispatchAsync(shop);
        service.Clock.AdvanceDays(3);

        await shop.Client.PostAsync($"{Address}/{enquiry.Text("id")}/answer", new { text = "80 °C" }).JsonAsync();
        await service.DispatchAsync(shop);

        var trust = await shop.Client.GetAsync($"/v1/customers/{enquiry.Text("customerId")}/trust").JsonAsync();
        trust["layers"]![0]!["moved"]!.AsArray().Single()!.Text("kind").Should().Be("enquiryLate");
    }

    [Fact]
    public async Task What_the_storefront_answered_itself_is_no_duty_but_a_deed()
    {
        var shop = await service.NewMerchantAsync();
        var answeredAt = service.Clock.GetCurrentInstant() - Duration.FromMinutes(1);
        var enquiry = await AskAsync(shop, "e-4", answeredAt.ToString());

        await service.DispatchAsync(shop);

        (await shop.Client.GetAsync($"/v1/customers/{enquiry.Text("customerId")}/relationship").JsonAsync()).Text("level").Should().Be("proactive");
        (await shop.Client.GetAsync($"{Address}?unanswered=true").JsonAsync())["items"]!.AsArray().Should().BeEmpty();
    }

    [Theory]
    [InlineData(14, 5)]
    [InlineData(14, null)]
    [InlineData(0, 5)]
    public async Task A_desk_whose_clock_is_a_little_ahead_asks_and_answers(int askedInMinutes, int? answeredInMinutes)
    {
        var shop = await service.NewMerchantAsync();
        var now = service.Clock.GetCurrentInstant();
        var enquiry = await AskAsync(shop, "e-9", minutesLater: askedInMinutes);
        await service.DispatchAsync(shop);

        await shop.Client.PostAsync($"{Address}/{enquiry.Text("id")}/answer", new { text = "80 °C", answeredAt = answeredInMinutes is { } minutes ? (now + Duration.FromMinutes(minutes)).ToString() : null }).JsonAsync();

        (await shop.Client.GetAsync($"{Address}?unanswered=true").JsonAsync())["items"]!.AsArray().Should().BeEmpty();
        (await shop.Client.GetAsync("/v1/follow-ups?status=done&kind=answer").JsonAsync())["items"]!.AsArray().Should().ContainSingle();
    }

    [Fact]
    public async Task What_cannot_be_answered_is_refused()
    {
        var shop = await service.NewMerchantAsync();
        var enquiry = await AskAsync(shop, "e-5");
        var call = await shop.Client.PostAsync(Address, new { source = "phone", externalId = "c-5", kind = "call", occurredAt = "2026-03-02T01:00:00Z", customerId = enquiry.Text("customerId") })
            .JsonAsync(HttpStatusCode.Created);
        var answer = $"{Address}/{enquiry.Text("id")}/answer";

        (await shop.Client.PostAsync($"{Address}/{call.Text("id")}/answer", new { text = "yes" }).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("interaction.not_an_enquiry");
        (await shop.Client.PostAsync(answer, new { text = "yes", answeredAt = "2027-01-01T00:00:00Z" }).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity))
            .Should().Be("interaction.answered_in_future");
        (await shop.Client.PostAsync(answer, new { text = "yes", answeredAt = "2020-01-01T00:00:00Z" }).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity))
            .Should().Be("interaction.answered_before_asked");
        await shop.Client.PostAsync(answer, new { text = "yes" }).JsonAsync();
        (await shop.Client.PostAsync(answer, new { text = "yes" }).ProblemCodeAsync(HttpStatusCode.Conflict)).Should().Be("interaction.already_answered");
        (await (await service.NewMerchantAsync()).Client.PostAsync(answer, new { text = "yes" }).ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("interaction.not_found");
    }

    [Fact]
    public async Task Every_enquiry_that_waits_is_listed_once_while_others_come()
    {
        var shop = await service.NewMerchantAsync();
        var asked = new List<string>();
        foreach (var i in Enumerable.Range(0, 5))
            asked.Add((await AskAsync(shop, $"list-{i}")).Text("id"));
        var more = 0;

        var listed = await shop.Client.AllPagesAsync($"{Address}?unanswered=true", 2, async () => await AskAsync(shop, $"more-{more++}", null, minutesLater: 1 + more));

        listed.Select(i => i.Text("id")).Should().BeEquivalentTo(asked);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_goes_out_at_once_whatever_became_of_the_duty(bool isDutySkipped)
    {
        var shop = await service.NewMerchantAsync();
        var enquiry = await AskAsync(shop, "e-6");
        if (isDutySkipped)
        {
            await service.DispatchAsync(shop);
            var duty = (await shop.Client.GetAsync("/v1/follow-ups?kind=answer").JsonAsync())["items"]![0]!.Text("id");
            await shop.Client.PostAsync($"/v1/follow-ups/{duty}/skip", new { reason = "Spam." }).JsonAsync();
        }

        await shop.Client.PostAsync($"{Address}/{enquiry.Text("id")}/answer", new { text = "80 °C" }).JsonAsync();
        await service.DispatchAsync(shop);

        var message = (await shop.Client.AllPagesAsync("/v1/messages", 10)).Single(m => m.Text("class") == "reply");
        (message.Text("status"), message.Text("interactionId"), message.Text("address")).Should().Be(("handedOver", enquiry.Text("id"), "wang@example.com"));
        message.Text("body").Should().Contain("80 ");
    }

    [Fact]
    public async Task An_answer_reaches_the_person_behind_a_merged_customer()
    {
        var shop = await service.NewMerchantAsync();
        var enquiry = await shop.Client.PostAsync(Address, new
        {
            source = "zendesk",
            externalId = "e-7",
            kind = "enquiry",
            occurredAt = service.Clock.GetCurrentInstant().ToString(),
            customer = new { source = "web", externalId = "v-1" },
        }).JsonAsync(HttpStatusCode.Created);
        var person = await shop.Client.PostAsync("/v1/customers", new { source = "pos", externalId = "p-1", name = "Ann", email = "ann@example.com" }).JsonAsync(HttpStatusCode.Created);
        await shop.Client.PostAsync($"/v1/customers/{person.Text("id")}/merge", new { duplicateId = enquiry.Text("customerId") }).JsonAsync();

        await shop.Client.PostAsync($"{Address}/{enquiry.Text("id")}/answer", new { text = "80 °C" }).JsonAsync();

        (await shop.Client.AllPagesAsync($"/v1/messages?customerId={person.Text("id")}", 10)).Single().Text("address").Should().Be("ann@example.com");
    }

    private async Task<JsonNode> AskAsync(TestMerchant shop, string externalId, string? answeredAt = null, int minutesLater = 0) => await shop.Client.PostAsync(Address, new
    {
        source = "zendesk",
        externalId,
        kind = "enquiry",
        productSku = "TEA-1",
        answeredAt,
        occurredAt = (service.Clock.GetCurrentInstant() + Duration.FromMinutes(minutesLater) - Duration.FromMinutes(10)).ToString(),
        customer = new { source = "shopify", externalId = "c-1", email = "wang@example.com" },
    }).JsonAsync(HttpStatusCode.Created);
}
