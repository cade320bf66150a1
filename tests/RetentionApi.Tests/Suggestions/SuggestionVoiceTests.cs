using System.Net;
using NodaTime;
using RetentionApi.Tests.Support;
using static RetentionApi.Tests.Suggestions.SuggestionSteps;

namespace RetentionApi.Tests.Suggestions;

/// <summary>Many who ask for the same: found, joined, merged, told, and seen coming back.</summary>
[Collection(nameof(SuggestionsTogether))]
public sealed class SuggestionVoiceTests(TestService service)
{
    [Fact]
    public async Task Everybody_who_asked_is_told_each_change_once()
    {
        var (shop, one, made) = await service.SuggestedAsync();
        var two = await shop.SuggesterAsync("c-2");
        foreach (var _ in Enumerable.Range(0, 2))
            await shop.ActAsync(made, "voices", new { customerId = two, text = "500 g, please" });

        await shop.ActAsync(made, "decide", new { decision = "planned" });
        await shop.RunAsync("due-notices");
        service.Clock.AdvanceSeconds(1);
        await shop.ActAsync(made, "build", new { text = "There it is." });
        await shop.RunAsync("due-notices");
        await shop.RunAsync("due-notices");

        foreach (var customer in new[] { one, two })
            (await shop.MessagesAsync(customer)).Select(m => m.Text("template")).Where(t => t.StartsWith("suggestion", StringComparison.Ordinal)).Should().BeEquivalentTo("suggestionPlanned", "suggestionBuilt");
        var read = await shop.Client.GetAsync($"{Address}/{made.Text("id")}").JsonAsync();
        read["voices"]!.GetValue<int>().Should().Be(2);
        read["changes"]!.AsArray().Select(c => (c!.Text("kind"), c!["told"]!.GetValue<int>())).Should().Equal(("planned", 2), ("built", 2));
        await shop.DispatchAsync();
        (await shop.EvidenceOfAsync(two)).Should().Contain(["suggestionMade", "suggestionDecided", "suggestionBuilt"]);
    }

    [Fact]
    public async Task Merging_adds_the_voices_and_tells_them_what_was_decided_already()
    {
        var (shop, one, first) = await service.SuggestedAsync();
        var two = await shop.SuggesterAsync("c-2");
        var second = await shop.SuggestAsync(two, "Packs of 500 g");
        await shop.ActAsync(first, "decide", new { decision = "planned" });

        var merged = await shop.ActAsync(second, "merge", new { intoId = first.Text("id") });
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
            var (one, two) = (await shop.SuggesterAsync($"x-{round}"), await shop.SuggesterAsync($"y-{round}"));
            var (first, second) = (await shop.SuggestAsync(one, "Larger packs"), await shop.SuggestAsync(two, "Packs of 500 g"));

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
        var customer = await shop.SuggesterAsync("c-1");
        await shop.SuggestAsync(customer, filed);
        await shop.SuggestAsync(customer, other);

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
        await shop.JoinAsync(made);
        await shop.ActAsync(made, "build", new { });
        service.Clock.Advance(Duration.FromDays(3));
        await shop.Client.PostAsync("/v1/orders", Sample.Order("o-2", "c-o-1", Shop.Text(service.Clock.GetCurrentInstant()))).JsonAsync(HttpStatusCode.Created);

        var back = (await shop.Client.GetAsync($"{Address}/{made.Text("id")}/voices?cameBack=true").JsonAsync())["items"]!.AsArray().Single()!;

        (back.Text("customerId"), back.Text("orderId"), back.Text("cameBackAt")).Should().Be((buyer.ToString(), order, "2026-03-05T02:00:00Z"));
        (await shop.Client.AllPagesAsync($"{Address}/{made.Text("id")}/voices", 1)).Should().HaveCount(2);
    }

    [Fact]
    public async Task Of_very_many_voices_the_first_are_told_at_once_and_the_others_by_the_dispatcher_each_once()
    {
        var (shop, _, made) = await service.SuggestedAsync();
        await shop.QueryAsync($"""
            INSERT INTO suggestion_voices (merchant_id, suggestion_id, customer_id, since, origin)
            SELECT '{shop.Merchant.Id}', '{made.Text("id")}', gen_random_uuid(), '2026-03-01Z', 'api' FROM generate_series(1, 1200)
            """);

        var planned = await shop.ActAsync(made, "decide", new { decision = "planned" });
        await shop.DispatchAsync();

        planned["changes"]![0]!["waiting"]!.GetValue<int>().Should().Be(500);
        (await shop.Client.GetAsync($"{Address}/{made.Text("id")}").JsonAsync())["changes"]![0]!["waiting"]!.GetValue<int>().Should().Be(1_201);
        (await service.Database.CountAsync($"timeline_entries WHERE merchant_id = '{shop.Merchant.Id}' AND kind = 'suggestionPlanned'")).Should().Be(1_201);
    }

    private static async Task<List<string>> SimilarAsync(HttpClient client, string text) =>
        [.. (await client.GetAsync($"{Address}/similar?text={Uri.EscapeDataString(text)}").JsonAsync())["items"]!.AsArray().Select(s => s!.Text("text"))];
}
