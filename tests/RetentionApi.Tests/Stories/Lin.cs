using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Stories;

/// <summary>Where a customer stands.</summary>
/// <param name="Rungs">From the first to the fifth: + met, . not yet, - unmet.</param>
/// <param name="Trust">Cognitive, affective and behavioural; null: not enough known.</param>
internal sealed record Standing(string Level, string Rungs, (int? Cognitive, int? Affective, int? Behavioural) Trust, string Stage, string? Band);

/// <summary>Lin Xiaomei, a customer of the tea shop: what she does, what is done for her, and how she stands. First it becomes the time that is named.</summary>
internal sealed class Lin(TeaShop shop)
{
    private const string Customer = "/v1/customers/~shop:lin";

    private Guid id;

    public Task UntilAsync(string at) => shop.UntilAsync(at, id);

    public async Task LooksAroundAsync(string at)
    {
        await shop.UntilAsync(at);
        var known = await shop.DoAsync("/v1/customers", new { source = "shop", externalId = "lin", name = "林晓梅", email = "lin@example.com", language = "zh-CN", firstContactAt = shop.Now });
        id = Guid.Parse(known.Text("id"));
        await shop.Client.PatchAsync(Customer, new { ownerId = shop.Owner }, "*").JsonAsync();
        await shop.DoAsync("/v1/interactions", new { source = "shop", externalId = "v-1", kind = "visit", occurredAt = shop.Now, customerId = id, channel = "web", productSku = TeaShop.Tea });
        await shop.WorkAsync();
    }

    /// <param name="about">A product; null: she does not know which.</param>
    /// <returns>The enquiry's id.</returns>
    public async Task<string> AsksAsync(string at, string externalId, string question, string? about)
    {
        await UntilAsync(at);
        var enquiry = new
        {
            source = "shop",
            externalId,
            kind = "enquiry",
            occurredAt = shop.Now,
            customerId = id,
            channel = "chat",
            summary = question,
            productSku = about,
            category = about is null ? TeaShop.Teas : null,
            adviceWanted = about is null,
        };
        return (await shop.DoAsync("/v1/interactions", enquiry)).Text("id");
    }

    /// <summary>The shop does something for her.</summary>
    public async Task<JsonNode> IsToldAsync(string at, string path, object body)
    {
        await UntilAsync(at);
        var answer = await shop.DoAsync(path, body);
        await shop.WorkAsync();
        return answer;
    }

    public async Task CaseGoesOnAsync(string at, string step, object body) => await IsToldAsync(at, $"/v1/cases/{(await LatestAsync("/v1/cases")).Text("id")}/{step}", body);

    public async Task WishGoesOnAsync(string at, string step, object body) => await IsToldAsync(at, $"/v1/suggestions/{(await LatestAsync("/v1/suggestions")).Text("id")}/{step}", body);

    /// <summary>At the checkout she allows to be asked and to be written to.</summary>
    public async Task AllowsMessagesAsync()
    {
        foreach (var purpose in new[] { "survey", "marketing" })
            await shop.Client.PutAsJsonAsync($"{Customer}/consents/email/{purpose}", new { granted = true, source = "checkout" }).JsonAsync();
    }

    public async Task OrdersAsync(string at, string order, params string[] skus)
    {
        await UntilAsync(at);
        var lines = skus.Select(sku => Sample.Line(sku, 1, "298.00"));
        await shop.DoAsync("/v1/orders", new { source = "shop", externalId = order, placedAt = shop.Now, currency = "CNY", customerId = id, payment = "paid", lines });
    }

    public Task IsPromisedAsync(string order, string by) => shop.DoAsync($"/v1/orders/~shop:{order}/deliveries", new { promisedAt = TeaShop.At(by), updatedAt = shop.Now });

    public async Task GetsAsync(string at, string order)
    {
        await UntilAsync(at);
        await shop.DoAsync($"/v1/orders/~shop:{order}/deliveries", new { deliveredAt = shop.Now, updatedAt = shop.Now });
    }

    /// <summary>On the page behind the link of the latest message of a kind.</summary>
    public async Task AnswersAsync(string at, string template, params (string Field, string Value)[] form)
    {
        await UntilAsync(at);
        var message = (await shop.Shop.MessagesAsync(id)).First(m => m.Text("template") == template);
        (await shop.Browser.SubmitAsync(Browser.LinkIn(message), form)).Status.Should().Be(HttpStatusCode.OK);
        await shop.Shop.DispatchAsync();
    }

    /// <summary>What the latest check asked about, on its page.</summary>
    public async Task RatesAsync(string at, params (string Sku, int Rating)[] ratings)
    {
        await UntilAsync(at);
        var check = (await shop.Shop.FollowUpsAsync($"?status=done&kind=qualityCheck&customerId={id}")).MaxBy(f => f.Text("dueAt"))!;
        string LineOf(string sku) => check["lines"]!.AsArray().Single(l => l!.Text("sku") == sku)!.Text("orderLineId");
        await AnswersAsync(at, "qualityCheck", [.. ratings.Select(r => ($"rating-{Guid.Parse(LineOf(r.Sku)):N}", $"{r.Rating}"))]);
    }

    /// <summary>The second check is a call where it is known that something was wrong.</summary>
    public async Task SaysOnThePhoneAsync(string at, int rating)
    {
        await UntilAsync(at);
        var check = (await shop.Shop.FollowUpsAsync($"?status=due&kind=qualityCheck&customerId={id}")).Single();
        check.Text("channel").Should().Be("staff");
        var answers = check["lines"]!.AsArray().Select(l => new { orderLineId = l!.Text("orderLineId"), rating });
        await shop.DoAsync($"/v1/follow-ups/{check.Text("id")}/complete", new { outcome = "answered", answers });
    }

    public async Task BringsAsync(string at, string name)
    {
        await UntilAsync(at);
        await shop.DoAsync("/v1/customers", new { source = "shop", externalId = "zhou", name, email = "zhou@example.com", firstContactAt = shop.Now });
        await shop.DoAsync("/v1/referrals", new { source = "shop", externalId = "r-1", referrer = "~shop:lin", referred = "~shop:zhou" });
    }

    public async Task FriendOrdersAsync(string at)
    {
        await UntilAsync(at);
        await shop.DoAsync("/v1/orders", Sample.Order("o-zhou", "zhou", shop.Now));
    }

    /// <summary>The kinds of what is owed to her, or of her to the shop's people, in a status.</summary>
    public async Task<List<string>> DutiesAsync(string status) => [.. (await shop.Shop.FollowUpsAsync($"?status={status}&customerId={id}")).Select(f => f.Text("kind"))];

    /// <summary>The latest of a kind.</summary>
    public async Task<JsonNode> MessageAsync(string template) => (await shop.Shop.MessagesAsync(id)).First(m => m.Text("template") == template);

    /// <summary>The newest of hers in a list.</summary>
    public async Task<JsonNode> LatestAsync(string list) => (await shop.GetAsync($"{list}?customerId={id}"))["items"]!.AsArray().MaxBy(i => i!.Text("createdAt"))!;

    /// <summary>Her only line of the ledger.</summary>
    public async Task<(string LostOn, string Cause, string Known, string? CameBackOn)> LossAsync()
    {
        var line = (await shop.GetAsync($"/v1/defections?customerId={id}"))["items"]!.AsArray().Single()!;
        return (line.Text("lostOn"), line.Text("cause"), line.Text("known"), line["cameBackOn"]?.GetValue<string>());
    }

    public Task<JsonNode> RelationshipAsync() => shop.GetAsync($"{Customer}/relationship");

    public async Task StandsAsync(string level, string rungs, (int?, int?, int?) trust, string stage, string? band)
    {
        var (relationship, known, risk) = (await RelationshipAsync(), await shop.GetAsync($"{Customer}/trust"), await shop.GetAsync($"{Customer}/risk"));
        int? Number(int layer) => known["layers"]![layer]!["number"]?.GetValue<int>();
        var signs = relationship["rungs"]!.AsArray().Select(r => r!.Text("state") switch { "met" => '+', "notYet" => '.', _ => '-' });

        new Standing(relationship.Text("earnedLevel"), string.Concat(signs), (Number(0), Number(1), Number(2)), known.Text("stage"), risk["band"]?.GetValue<string>())
            .Should().Be(new Standing(level, rungs, trust, stage, band));
    }
}
