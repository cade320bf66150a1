using System.Net;
using System.Text.Json.Nodes;
using NodaTime;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Suggestions;

public sealed class SuggestionTests(TestService service) : IClassFixture<TestService>
{
    private const string Address = "/v1/suggestions";

    [Fact]
    public async Task A_suggestion_is_owed_a_reply_within_three_business_days()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await CustomerAsync(shop, "c-1");

        var made = await SuggestAsync(shop, customer, "Larger packs");

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
        var made = await SuggestAsync(shop, customer, "Larger packs");

        await PostAsync(shop, made, "reply", new { text = "Thanks!", underReview = true });
        await PostAsync(shop, made, "decide", new { decision = "planned", reason = "In May.", plannedOn = "2026-05-01" });
        await shop.DispatchAsync();
        (await LevelAsync(shop, customer)).Should().Be("responsible", "the customer has not been told yet");
        await shop.RunAsync("due-notices");
        await shop.DispatchAsync();

        (await LevelAsync(shop, customer)).Should().Be("interactive");
        (await shop.FollowUpAsync(customer, "suggestionReply")).Text("status").Should().Be("done");
        (await shop.MessagesAsync(customer)).Select(m => m.Text("template")).Should().Contain(["suggestionUnderReview", "suggestionPlanned"]);
        (await KindsAsync(shop, customer)).Should().Contain(["suggestionMade", "suggestionDecided"]);
    }

    [Fact]
    public async Task A_reply_that_is_missed_fails_the_rung_until_it_is_given()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await CustomerAsync(shop, "c-1");
        var made = await SuggestAsync(shop, customer, "Larger packs");
        var other = await CustomerAsync(shop, "c-2");
        await PostAsync(shop, made, "voices", new { customerId = other });
        await shop.PassAsync(Duration.FromDays(4));
        await shop.RunAsync("missed-follow-ups");
        await shop.DispatchAsync();
        (await KindsAsync(shop, other)).Should().Contain("suggestionOverdue", "the reply is owed to whoever asks for the same");

        var late = await shop.Client.GetAsync($"/v1/customers/{customer}/relationship").JsonAsync();
        late["rungs"]![4]!["because"]!.Text("code").Should().Be("rung.suggestionOverdue");
        await PostAsync(shop, made, "decide", new { decision = "declined", reason = "The farmer has none." });
        await shop.DispatchAsync();

        (await shop.Client.GetAsync($"/v1/customers/{customer}/relationship").JsonAsync())["rungs"]![4]!.Text("state").Should().Be("notYet");
        (await KindsAsync(shop, customer)).Should().Contain(["suggestionMade", "suggestionOverdue", "suggestionDecided"]);
    }

    [Fact]
    public async Task Everybody_who_asked_is_told_each_change_once()
    {
        var shop = await Shop.OpenAsync(service);
        var (one, two) = (await CustomerAsync(shop, "c-1"), await CustomerAsync(shop, "c-2"));
        var made = await SuggestAsync(shop, one, "Larger packs");
        foreach (var _ in Enumerable.Range(0, 2))
            await PostAsync(shop, made, "voices", new { customerId = two, text = "500 g, please" });

        await PostAsync(shop, made, "decide", new { decision = "planned" });
        await shop.RunAsync("due-notices");
        service.Clock.AdvanceSeconds(1);
        await PostAsync(shop, made, "build", new { text = "There it is." });
        await shop.RunAsync("due-notices");
        await shop.RunAsync("due-notices");

        foreach (var customer in new[] { one, two })
            (await shop.MessagesAsync(customer)).Select(m => m.Text("template")).Where(t => t.StartsWith("suggestion", StringComparison.Ordinal)).Should().BeEquivalentTo("suggestionPlanned", "suggestionBuilt");
        var read = await shop.Client.GetAsync($"{Address}/{made.Text("id")}").JsonAsync();
        read["voices"]!.GetValue<int>().Should().Be(2);
        read["changes"]!.AsArray().Select(c => (c!.Text("kind"), c!["told"]!.GetValue<int>())).Should().Equal(("planned", 2), ("built", 2));
        await shop.DispatchAsync();
        (await KindsAsync(shop, two)).Should().Contain(["suggestionMade", "suggestionDecided", "suggestionBuilt"]);
    }

    [Fact]
    public async Task Merging_adds_the_voices_and_tells_them_what_was_decided_already()
    {
        var shop = await Shop.OpenAsync(service);
        var (one, two) = (await CustomerAsync(shop, "c-1"), await CustomerAsync(shop, "c-2"));
        var (first, second) = (await SuggestAsync(shop, one, "Larger packs"), await SuggestAsync(shop, two, "Packs of 500 g"));
        await PostAsync(shop, first, "decide", new { decision = "planned" });

        var merged = await PostAsync(shop, second, "merge", new { intoId = first.Text("id") });
        await shop.RunAsync("due-notices");

        merged.Text("mergedIntoId").Should().Be(first.Text("id"));
        (await shop.MessagesAsync(two)).Select(m => m.Text("template")).Should().Contain(["suggestionMerged", "suggestionPlanned"]);
        (await shop.MessagesAsync(one)).Count(m => m.Text("template") == "suggestionPlanned").Should().Be(1);
        (await shop.Client.GetAsync($"{Address}/{first.Text("id")}").JsonAsync())["voices"]!.GetValue<int>().Should().Be(2);
        (await shop.Client.GetAsync(Address).JsonAsync())["items"]!.AsArray().Select(s => s!.Text("id")).Should().Equal(first.Text("id"));
        (await shop.FollowUpAsync(two, "suggestionReply")).Text("cancellation").Should().Be("merged");
        (await shop.Client.PostAsync($"{Address}/{second.Text("id")}/build", new { }).ProblemCodeAsync(HttpStatusCode.Conflict)).Should().Be("suggestion.merged");
    }

    [Fact]
    public async Task Of_two_merges_at_once_that_would_cross_one_happens()
    {
        var shop = await Shop.OpenAsync(service);
        for (var round = 0; round < 5; round++)
        {
            var (one, two) = (await CustomerAsync(shop, $"x-{round}"), await CustomerAsync(shop, $"y-{round}"));
            var (first, second) = (await SuggestAsync(shop, one, "Larger packs"), await SuggestAsync(shop, two, "Packs of 500 g"));

            await Task.WhenAll(
                shop.Client.PostAsync($"{Address}/{first.Text("id")}/merge", new { intoId = second.Text("id") }),
                shop.Client.PostAsync($"{Address}/{second.Text("id")}/merge", new { intoId = first.Text("id") }));
        }

        (await shop.Client.AllPagesAsync(Address, 20)).Select(s => s["voices"]!.GetValue<int>()).Should().Equal(2, 2, 2, 2, 2);
    }

    [Theory]
    [InlineData("希望有更大包装的龙井茶", "龙井茶可以出更大包装吗", "快递太慢了")]
    [InlineData("希望有500g的大包装", "能不能出大包装，500g的", "店里音乐太吵")]
    [InlineData("Please offer larger packs of green tea", "larger packs of green tea, please", "Your parcels arrive too late")]
    [InlineData("Free shipping for small orders", "free shipping on small orders", "A loyalty card")]
    public async Task Who_says_nearly_the_same_is_found(string filed, string said, string other)
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await CustomerAsync(shop, "c-1");
        await SuggestAsync(shop, customer, filed);
        await SuggestAsync(shop, customer, other);

        var similar = await SimilarAsync(shop.Client, said);

        similar.Should().Equal(filed);
        (await SimilarAsync((await service.NewMerchantAsync()).Client, said)).Should().BeEmpty();
    }

    [Fact]
    public async Task Who_comes_back_once_it_is_built_is_seen_with_what_was_behind_it()
    {
        var shop = await Shop.OpenAsync(service);
        var buyer = await shop.DeliverAsync("o-1");
        var order = (await shop.Client.GetAsync("/v1/orders/~shop:o-1").JsonAsync()).Text("id");
        var made = await shop.Client.PostAsync(Address, new { customerId = buyer, text = "Larger packs", orderId = order }).JsonAsync(HttpStatusCode.Created);
        await PostAsync(shop, made, "voices", new { customerId = await CustomerAsync(shop, "c-2") });
        await PostAsync(shop, made, "build", new { });
        service.Clock.Advance(Duration.FromDays(3));
        await shop.Client.PostAsync("/v1/orders", Sample.Order("o-2", "c-o-1", Shop.Text(service.Clock.GetCurrentInstant()))).JsonAsync(HttpStatusCode.Created);

        var back = (await shop.Client.GetAsync($"{Address}/{made.Text("id")}/voices?cameBack=true").JsonAsync())["items"]!.AsArray().Single()!;

        (back.Text("customerId"), back.Text("orderId"), back.Text("cameBackAt")).Should().Be((buyer.ToString(), order, "2026-03-05T02:00:00Z"));
        (await shop.Client.AllPagesAsync($"{Address}/{made.Text("id")}/voices", 1)).Should().HaveCount(2);
    }

    [Fact]
    public async Task What_is_unknown_unsaid_or_ended_is_refused()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await CustomerAsync(shop, "c-1");
        var made = await SuggestAsync(shop, customer, "Larger packs");
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
        var customer = await CustomerAsync(shop, "c-1");
        foreach (var i in Enumerable.Range(0, 5))
        {
            await SuggestAsync(shop, customer, $"Number {i}");
            service.Clock.Advance(Duration.FromSeconds(1));
        }

        var listed = await shop.Client.AllPagesAsync($"{Address}?customerId=~shop:c-1&status=received", 2, () => SuggestAsync(shop, customer, "Later"));

        listed.Select(s => s.Text("text")).Should().Equal(Enumerable.Range(0, 5).Reverse().Select(i => $"Number {i}"));
    }

    [Fact]
    public async Task Ten_thousand_voices_are_told_in_batches()
    {
        var shop = await Shop.OpenAsync(service);
        var made = await SuggestAsync(shop, await CustomerAsync(shop, "c-1"), "Larger packs");
        await shop.QueryAsync($"""
            INSERT INTO suggestion_voices (merchant_id, suggestion_id, customer_id, since, origin)
            SELECT '{shop.Merchant.Id}', '{made.Text("id")}', gen_random_uuid(), '2026-03-01Z', 'api' FROM generate_series(1, 10000)
            """);

        var planned = await PostAsync(shop, made, "decide", new { decision = "planned" });

        planned["changes"]![0]!["waiting"]!.GetValue<int>().Should().Be(10_001);
    }

    private static async Task<List<string>> SimilarAsync(HttpClient client, string text) =>
        [.. (await client.GetAsync($"{Address}/similar?text={Uri.EscapeDataString(text)}").JsonAsync())["items"]!.AsArray().Select(s => s!.Text("text"))];

    private static Task<JsonNode> PostAsync(Shop shop, JsonNode suggestion, string action, object body) => shop.Client.PostAsync($"{Address}/{suggestion.Text("id")}/{action}", body).JsonAsync();

    private static async Task<JsonNode> SuggestAsync(Shop shop, Guid customerId, string text)
    {
        var made = await shop.Client.PostAsync(Address, new { customerId, text }).JsonAsync(HttpStatusCode.Created);
        await shop.DispatchAsync();
        return made;
    }

    private static async Task<string> LevelAsync(Shop shop, Guid customer) => (await shop.Client.GetAsync($"/v1/customers/{customer}/relationship").JsonAsync()).Text("level");

    private static async Task<List<string>> KindsAsync(Shop shop, Guid customer) =>
        [.. (await shop.QueryAsync($"SELECT kind FROM evidence WHERE merchant_id = '{shop.Merchant.Id}' AND customer_id = '{customer}'")).Select(r => (string)r[0]!)];

    private static Task<Guid> CustomerAsync(Shop shop, string externalId) => shop.ReportAsync(externalId, new() { ["email"] = $"{externalId}@example.com", ["language"] = "en" });

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
