using System.Net;
using NodaTime;
using RetentionApi.Tests.Support;
using static RetentionApi.Tests.Suggestions.SuggestionSteps;

namespace RetentionApi.Tests.Suggestions;

/// <summary>One suggestion, from the reply that is owed to what becomes of it.</summary>
[Collection(nameof(SuggestionsTogether))]
public sealed class SuggestionTests(TestService service)
{
    [Fact]
    public async Task A_suggestion_is_owed_a_reply_within_three_business_days()
    {
        var (shop, customer, made) = await service.SuggestedAsync();

        made["replyDueAt"]!.GetValue<string>().Should().Be("2026-03-05T02:00:00Z");
        var duty = await shop.FollowUpAsync(customer, "suggestionReply");
        (duty.Text("cause"), duty.Text("status"), duty.Text("level")).Should().Be(($"suggestion:{made.Text("id")}", "due", "interactive"));
        (await shop.Client.PostAsync($"/v1/follow-ups/{duty.Text("id")}/complete", new { outcome = "answered" }).ProblemCodeAsync(HttpStatusCode.Conflict)).Should().Be("follow_up.use_subject");
    }

    [Fact]
    public async Task Replied_in_time_decided_and_told_it_brings_a_satisfied_buyer_to_the_highest_level()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await BuyerAsync(shop);
        var made = await shop.SuggestAsync(customer, "Larger packs");

        await shop.ActAsync(made, "reply", new { text = "Thanks!", underReview = true });
        await shop.ActAsync(made, "decide", new { decision = "planned", reason = "In May.", plannedOn = "2026-05-01" });
        await shop.DispatchAsync();
        (await LevelAsync(shop, customer)).Should().Be("responsible", "the customer has not been told yet");
        await shop.RunAsync("due-notices");
        await shop.DispatchAsync();

        (await LevelAsync(shop, customer)).Should().Be("interactive");
        (await shop.FollowUpAsync(customer, "suggestionReply")).Text("status").Should().Be("done");
        (await shop.MessagesAsync(customer)).Select(m => m.Text("template")).Should().Contain(["suggestionUnderReview", "suggestionPlanned"]);
        (await shop.EvidenceOfAsync(customer)).Should().Contain(["suggestionMade", "suggestionDecided"]);
    }

    [Fact]
    public async Task A_reply_that_is_missed_fails_the_rung_until_it_is_given()
    {
        var (shop, customer, made) = await service.SuggestedAsync();
        var other = await shop.JoinAsync(made);
        await shop.PassAsync(Duration.FromDays(4));
        await shop.RunAsync("missed-follow-ups");
        await shop.DispatchAsync();
        (await shop.EvidenceOfAsync(other)).Should().Contain("suggestionOverdue", "the reply is owed to whoever asks for the same");

        var late = await shop.Client.GetAsync($"/v1/customers/{customer}/relationship").JsonAsync();
        late["rungs"]![4]!["because"]!.Text("code").Should().Be("rung.suggestionOverdue");
        await shop.ActAsync(made, "decide", new { decision = "declined", reason = "The farmer has none." });
        await shop.DispatchAsync();

        (await shop.Client.GetAsync($"/v1/customers/{customer}/relationship").JsonAsync())["rungs"]![4]!.Text("state").Should().Be("notYet");
        (await shop.EvidenceOfAsync(customer)).Should().Contain(["suggestionMade", "suggestionOverdue", "suggestionDecided"]);
    }

    [Fact]
    public async Task What_is_unknown_unsaid_or_ended_is_refused()
    {
        var (shop, customer, made) = await service.SuggestedAsync();
        var path = $"{Address}/{made.Text("id")}";

        (await shop.Client.PostAsync(Address, new { customerId = Guid.Empty, text = "x" }).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("customer.unknown");
        (await shop.Client.PostAsync(Address, new { customerId = customer, text = "x", orderId = Guid.Empty }).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("customer.order_unknown");
        (await shop.Client.PostAsync(Address, new { customerId = customer, text = " " }).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("request.invalid");
        (await shop.Client.PostAsync($"{path}/decide", new { decision = "declined" }).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("suggestion.reason_required");
        (await shop.Client.PostAsync($"{path}/decide", new { decision = "planned", plannedOn = "2026-03-01" }).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("suggestion.planned_in_past");
        (await shop.Client.PostAsync($"{path}/merge", new { intoId = Guid.Empty }).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("suggestion.other_unknown");
        (await shop.Client.PostAsync($"{path}/merge", new { intoId = made.Text("id") }).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("suggestion.merged_into_itself");
        await shop.Client.PostAsync($"{path}/build", new { }).JsonAsync();
        (await shop.Client.PostAsync($"{path}/reply", new { text = "again" }).ProblemCodeAsync(HttpStatusCode.Conflict)).Should().Be("suggestion.already_built");
        (await (await service.NewMerchantAsync()).Client.PostAsync($"{path}/build", new { }).ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("suggestion.not_found");
    }

    [Fact]
    public async Task Every_suggestion_is_listed_once_while_others_come()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.SuggesterAsync("c-1");
        foreach (var i in Enumerable.Range(0, 5))
        {
            await shop.SuggestAsync(customer, $"Number {i}");
            service.Clock.Advance(Duration.FromSeconds(1));
        }

        var listed = await shop.Client.AllPagesAsync($"{Address}?customerId=~shop:c-1&status=received", 2, () => shop.SuggestAsync(customer, "Later"));

        listed.Select(s => s.Text("text")).Should().Equal(Enumerable.Range(0, 5).Reverse().Select(i => $"Number {i}"));
    }

    private static async Task<string> LevelAsync(Shop shop, Guid customer) => (await shop.Client.GetAsync($"/v1/customers/{customer}/relationship").JsonAsync()).Text("level");

    /// <summary>Who was asked how it is, and answered.</summary>
    private static async Task<Guid> BuyerAsync(Shop shop)
    {
        var buyer = await shop.DeliverAsync("o-1");
        await shop.PassAsync(Duration.FromDays(7));
        var check = await shop.FollowUpAsync(buyer, "qualityCheck");
        var answers = check["lines"]!.AsArray().Select(l => new { orderLineId = l!.Text("orderLineId"), rating = 5 });
        await shop.Client.PostAsync($"/v1/follow-ups/{check.Text("id")}/complete", new { outcome = "answered", answers }).JsonAsync();
        await shop.DispatchAsync();
        return buyer;
    }
}
