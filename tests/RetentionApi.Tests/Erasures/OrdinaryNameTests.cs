using System.Net;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Erasures;

/// <summary>People call themselves what they like: who bears a word that stands in the texts of all others must not take these with them.</summary>
public sealed class OrdinaryNameTests(TestService service) : IClassFixture<TestService>
{
    [Theory]
    [InlineData("龙井")]
    [InlineData("Customer")]
    [InlineData("status")]
    [InlineData("West Lake Tea")]
    [InlineData("西湖龙井")]
    public async Task Whoever_is_named_like_a_word_leaves_the_texts_of_others_as_they_are(string name)
    {
        var shop = await Shop.OpenAsync(service);
        await shop.Client.PostAsync("/v1/products", new { sku = "W", name = "West Lake Tea 西湖龙井 for every customer" }).JsonAsync(HttpStatusCode.Created);
        var other = await shop.ReportAsync("other", new() { ["name"] = "Ann Other", ["email"] = "ann@example.com" });
        await SuggestAsync(shop, other, "Thank you, dear customer, West Lake Tea 西湖龙井 is in status: good.");
        var segment = new { name = $"Like {name}", criteria = new { tag = name } };
        var kept = await shop.Client.PostAsync("/v1/segments", segment, "once").JsonAsync(HttpStatusCode.Created);
        var texts = await TextsAsync(shop);

        await shop.ReportAsync("word", new() { ["name"] = name });
        await shop.EraseAsync(service, "~shop:word");

        (await TextsAsync(shop)).Should().Equal(texts).And.Contain(text => text.Contains("West Lake Tea"));
        (await shop.Client.PostAsync("/v1/segments", segment, "once").JsonAsync(HttpStatusCode.Created)).Text("id").Should().Be(kept.Text("id"));
        (await shop.Client.GetAsync($"/v1/segments/{kept.Text("id")}").JsonAsync())["criteria"]!.Text("tag").Should().Be(name);
    }

    [Fact]
    public async Task What_is_about_them_does_not_name_them_however_short_their_name()
    {
        var shop = await Shop.OpenAsync(service);
        var (customer, other) = (await shop.ReportAsync("short", new() { ["name"] = "王芳" }), await shop.ReportAsync("other", new() { ["name"] = "Ann Other", ["email"] = "ann@example.com" }));
        await SuggestAsync(shop, other, "谢谢王芳和您！", alsoAsked: customer);
        (await service.Database.RowsWithAsync("王芳")).Should().Contain(["messages", "suggestion_changes"]);

        await shop.EraseAsync(service, customer);

        (await TextsAsync(shop)).Should().Contain(text => text.Contains("谢谢…和您！"));
        (await service.Database.RowsWithAsync("王芳")).Should().BeEmpty();
    }

    [Fact]
    public async Task A_distinctive_name_is_found_in_any_case()
    {
        var shop = await Shop.OpenAsync(service);
        var other = await shop.ReportAsync("other", new() { ["name"] = "Ann Other", ["email"] = "ann@example.com" });
        await shop.ReportAsync("gone", new() { ["name"] = "Quentin Marlowe", ["email"] = "Quentin.Marlowe@example.com" });
        await SuggestAsync(shop, other, "As QUENTIN MARLOWE (QUENTIN.marlowe@example.com) said.");
        var named = await shop.Client.PostAsync("/v1/staff", new { name = "Lead" }).JsonAsync(HttpStatusCode.Created);
        await shop.Client.PatchAsync($"/v1/staff/{named.Text("id")}", new { name = "Friend of quentin marlowe" }, "*").JsonAsync();
        await shop.Client.PatchAsync($"/v1/staff/{named.Text("id")}", new { name = "Lead" }, "*").JsonAsync();

        await shop.EraseAsync(service, "~shop:gone");

        foreach (var spelling in new[] { "quentin", "Quentin", "QUENTIN" })
            (await service.Database.RowsWithAsync(spelling)).Should().BeEmpty(spelling);
    }

    /// <summary>Somebody's suggestion, and what they are told of it.</summary>
    private static async Task SuggestAsync(Shop shop, Guid customer, string reply, Guid? alsoAsked = null)
    {
        var filed = (await shop.Client.PostAsync("/v1/suggestions", new { customerId = customer, text = "Softer water" }).JsonAsync(HttpStatusCode.Created)).Text("id");
        if (alsoAsked is { } another)
            await shop.Client.PostAsync($"/v1/suggestions/{filed}/voices", new { customerId = another }).JsonAsync();
        await shop.Client.PostAsync($"/v1/suggestions/{filed}/reply", new { text = reply }).JsonAsync();
        await shop.DispatchAsync();
        await shop.RunAsync("due-notices");
    }

    private static async Task<List<string>> TextsAsync(Shop shop) =>
        [.. (await shop.QueryAsync($"SELECT body FROM messages WHERE merchant_id = '{shop.Merchant.Id}' UNION ALL SELECT text FROM suggestion_changes WHERE merchant_id = '{shop.Merchant.Id}' ORDER BY 1"))
            .Select(row => row[0] as string ?? "")];
}
