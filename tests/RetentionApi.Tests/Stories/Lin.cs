using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Stories;

/// <summary>Where a customer stands.</summary>
/// <param name="Rungs">From the first to the fifth: + met, . not yet, - unmet.</param>
/// <param name="Trust">Cognitive, affective and behavioural; null: not enough known.</param>
internal sealed record Standing(string Level, string Rungs, (int? Cognitive, int? Affective, int? Behavioural) Trust, string Stage, string? Band);

/// <summary>Lin Xiaomei, a customer of the tea shop: what she does, and how she stands after it.</summary>
internal sealed class Lin
{
    private const string Customer = "/v1/customers/~shop:lin";

    private readonly TeaShop shop;
    private Guid id;

    public Lin(TeaShop shop) => this.shop = shop;

    public Task UntilAsync(string local) => shop.UntilAsync(local, id);

    public async Task LooksAroundAsync()
    {
        var known = await shop.DoAsync("/v1/customers", new { source = "shop", externalId = "lin", name = "林晓梅", email = "lin@example.com", language = "zh-CN", firstContactAt = shop.Now });
        id = Guid.Parse(known.Text("id"));
        await shop.Client.PatchAsync(Customer, new { ownerId = shop.Owner }, "*").JsonAsync();
        await shop.DoAsync("/v1/interactions", new { source = "shop", externalId = "v-1", kind = "visit", occurredAt = shop.Now, customerId = id, channel = "web", productSku = TeaShop.Tea });
        await shop.WorkAsync();
    }

    /// <param name="about">A product; null: she does not know which.</param>
    /// <returns>The enquiry's id.</returns>
    public async Task<string> AsksAsync(string externalId, string question, string? about)
    {
        var category = about is null ? TeaShop.Teas : null;
        return (await shop.DoAsync("/v1/interactions", new
        {
            source = "shop", externalId, kind = "enquiry", occurredAt = shop.Now, customerId = id, channel = "chat", summary = question, productSku = about, category, adviceWanted = about is null,
        })).Text("id");
    }

    /// <summary>At the checkout she allows to be asked and to be written to.</summary>
    public async Task AllowsMessagesAsync()
    {
        foreach (var purpose in new[] { "survey", "marketing" })
            await shop.Client.PutAsJsonAsync($"{Customer}/consents/email/{purpose}", new { granted = true, source = "checkout" }).JsonAsync();
    }

    public Task OrdersAsync(string order, params (string Sku, string Price)[] lines) => shop.DoAsync("/v1/orders", new
    {
        source = "shop", externalId = order, placedAt = shop.Now, currency = "CNY", customerId = id, payment = "paid", lines = lines.Select(l => Sample.Line(l.Sku, 1, l.Price)),
    });

    /// <param name="promised">When it was to come, as she was told; null: nothing was said.</param>
    public Task IsDeliveredAsync(string order, string? promised, string? delivered = null) => shop.DoAsync($"/v1/orders/~shop:{order}/deliveries", new
    {
        promisedAt = promised is null ? null : TeaShop.At(promised), deliveredAt = delivered is null ? null : TeaShop.At(delivered), updatedAt = shop.Now,
    });

    /// <summary>On the page behind the link of the latest message of a kind.</summary>
    public async Task AnswersAsync(string template, params (string Field, string Value)[] form)
    {
        var message = (await shop.Shop.MessagesAsync(id)).First(m => m.Text("template") == template);
        (await shop.Browser.SubmitAsync(Browser.LinkIn(message), form)).Status.Should().Be(HttpStatusCode.OK);
        await shop.Shop.DispatchAsync();
    }

    /// <summary>Rates what the latest check asked about.</summary>
    public async Task RatesAsync(params (string Sku, int Rating)[] ratings)
    {
        var check = (await shop.Shop.FollowUpsAsync($"?status=done&kind=qualityCheck&customerId={id}")).MaxBy(f => f.Text("dueAt"))!;
        await AnswersAsync("qualityCheck", [.. ratings.Select(r => ($"rating-{Guid.Parse(LineOf(check, r.Sku)):N}", $"{r.Rating}"))]);
    }

    /// <summary>The one duty of a kind that is on the list, or was.</summary>
    public Task<JsonNode> DutyAsync(string kind, int step = 1) => shop.Shop.FollowUpAsync(id, kind, step);

    /// <summary>The kinds of what is owed to her, or of her to the shop's people, in a status.</summary>
    public async Task<List<string>> DutiesAsync(string status) => [.. (await shop.Shop.FollowUpsAsync($"?status={status}&customerId={id}")).Select(f => f.Text("kind"))];

    public Task<JsonNode> MessageAsync(string template) => shop.Shop.MessageAsync(id, template);

    /// <summary>The newest of hers in a list.</summary>
    public async Task<JsonNode> LatestAsync(string list) => (await shop.GetAsync($"{list}?customerId={id}"))["items"]!.AsArray().MaxBy(i => i!["createdAt"]?.GetValue<string>())!;

    public async Task<JsonNode> FriendBuysAsync(string name)
    {
        await shop.DoAsync("/v1/customers", new { source = "shop", externalId = "zhou", name, email = "zhou@example.com", firstContactAt = shop.Now });
        var referral = await shop.DoAsync("/v1/referrals", new { source = "shop", externalId = "r-1", referrer = "~shop:lin", referred = "~shop:zhou" });
        await UntilAsync("2026-06-22 20:00");
        await shop.DoAsync("/v1/orders", Sample.Order("o-zhou", "zhou", shop.Now));
        return await shop.GetAsync($"/v1/referrals/{referral.Text("id")}");
    }

    public Task<JsonNode> RelationshipAsync() => shop.GetAsync($"{Customer}/relationship");

    public Task<JsonNode> RiskAsync() => shop.GetAsync($"{Customer}/risk");

    public async Task StandsAsync(string level, string rungs, (int?, int?, int?) trust, string stage, string? band) =>
        (await SeenAsync()).Should().Be(new Standing(level, rungs, trust, stage, band));

    public async Task<Standing> SeenAsync()
    {
        var (relationship, trust, risk) = (await RelationshipAsync(), await shop.GetAsync($"{Customer}/trust"), await RiskAsync());
        int? Number(int layer) => trust["layers"]![layer]!["number"]?.GetValue<int>();
        var signs = relationship["rungs"]!.AsArray().Select(r => r!.Text("state") switch { "met" => '+', "notYet" => '.', _ => '-' });
        return new Standing(relationship.Text("earnedLevel"), string.Concat(signs), (Number(0), Number(1), Number(2)), trust.Text("stage"), risk["band"]?.GetValue<string>());
    }

    private static string LineOf(JsonNode check, string sku) => check["lines"]!.AsArray().Single(l => l!.Text("sku") == sku)!.Text("orderLineId");
}
