using System.Net;
using System.Net.Http.Json;
using RetentionApi.Tests.Support;
using static RetentionApi.Tests.Suggestions.SuggestionSteps;

namespace RetentionApi.Tests.Suggestions;

/// <summary>The words of who is restricted are stored, and shown to admins.</summary>
public sealed class RestrictedSuggestionTests(TestService service) : IClassFixture<TestService>
{
    private const string Words = "Larger packs of green tea";

    [Fact]
    public async Task They_are_no_similar_ones_to_anybody_else_and_take_nobodys_place()
    {
        var shop = await Shop.OpenAsync(service);
        var (restricted, other) = (await shop.SuggesterAsync("c-1"), await shop.SuggesterAsync("c-2"));
        foreach (var word in new[] { "one", "two", "three", "four", "five" })
            await shop.SuggestAsync(restricted, $"{Words} {word}");
        await shop.SuggestAsync(other, "Please offer larger packs of your green tea soon");
        var seller = await RestrictAsync(shop, restricted);

        (await SimilarAsync(shop.Client)).Should().HaveCount(5).And.OnlyContain(text => text.StartsWith(Words, StringComparison.Ordinal));
        (await SimilarAsync(seller)).Should().Equal("Please offer larger packs of your green tea soon");
    }

    [Fact]
    public async Task They_are_not_answered_to_who_adds_a_voice()
    {
        var shop = await Shop.OpenAsync(service);
        var (restricted, other) = (await shop.SuggesterAsync("c-1"), await shop.SuggesterAsync("c-2"));
        var made = await shop.SuggestAsync(restricted, Words);
        var seller = await RestrictAsync(shop, restricted);

        var path = $"{Address}/{made.Text("id")}/voices";
        (await seller.PostAsync(path, new { customerId = other }).ProblemCodeAsync(HttpStatusCode.Forbidden)).Should().Be("customer.restricted");
        (await shop.Client.PostAsync(path, new { customerId = other }).JsonAsync()).Text("text").Should().Be(Words);
    }

    [Fact]
    public async Task Others_who_ask_for_the_same_see_what_became_of_it_without_them()
    {
        var shop = await Shop.OpenAsync(service);
        var (restricted, other) = (await shop.SuggesterAsync("c-1"), await shop.SuggesterAsync("c-2"));
        var made = await shop.SuggestAsync(restricted, Words);
        await shop.ActAsync(made, "voices", new { customerId = other, text = "More in a bag" });
        await shop.ActAsync(made, "decide", new { decision = "planned" });
        await shop.RunAsync("due-notices");
        var news = Browser.LinkIn((await shop.MessagesAsync(other)).Single(m => m.Text("template") == "suggestionPlanned"));
        (await new Browser(service).OpenAsync(news)).Text.Should().Contain(Words);

        await RestrictAsync(shop, restricted);

        (await new Browser(service).OpenAsync(news)).Text.Should().Contain("More in a bag").And.NotContain(Words);
        await shop.ActAsync(made, "build", new { });
        await shop.RunAsync("due-notices");
        (await shop.MessagesAsync(other)).Single(m => m.Text("template") == "suggestionBuilt").Text("body").Should().NotContain(Words);
    }

    /// <returns>A caller who is no admin.</returns>
    private async Task<HttpClient> RestrictAsync(Shop shop, Guid customer)
    {
        await shop.Client.PutAsync($"/v1/customers/{customer}/objections", JsonContent.Create(new { profiling = false, marketing = false, restriction = true })).JsonAsync();
        return service.ClientOf((await shop.Client.PostAsync("/v1/api-keys", new { name = "till", scopes = new[] { "care" } }).JsonAsync(HttpStatusCode.Created)).Text("apiKey"));
    }

    private static async Task<List<string>> SimilarAsync(HttpClient client) =>
        [.. (await client.GetAsync($"{Address}/similar?text={Uri.EscapeDataString(Words)}").JsonAsync())["items"]!.AsArray().Select(s => s!.Text("text"))];
}
