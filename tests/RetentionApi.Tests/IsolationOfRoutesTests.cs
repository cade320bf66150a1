using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests;

/// <summary>What a call of one merchant can learn of another: nothing, on any route there is.</summary>
public sealed class IsolationOfRoutesTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task No_route_shows_or_changes_anything_of_another_merchant()
    {
        var (mine, theirs) = (await service.NewMerchantAsync(), await service.NewMerchantAsync());
        var names = await FillAsync(theirs);
        var before = await RowsOfAsync(theirs.Id);

        foreach (var route in Routes.Of(service.Services))
            foreach (var name in route.Path.Contains('{', StringComparison.Ordinal) ? names : [names[0]])
                await CallAsync(mine.Client, route, name);

        (await RowsOfAsync(theirs.Id)).Should().BeEquivalentTo(before);
    }

    [Fact]
    public async Task The_same_routes_show_a_merchant_their_own()
    {
        var shop = await service.NewMerchantAsync();
        var customer = (await FillAsync(shop))[^2];

        var detail = await shop.Client.GetAsync($"/v1/customers/{customer}").JsonAsync();

        detail.ToJsonString().Should().Contain(EveryTable.Mark);
    }

    private static async Task CallAsync(HttpClient client, Route route, string name)
    {
        var path = string.Join('/', route.Path.Split('/').Select(part => part.StartsWith('{') ? name : part));
        using var request = new HttpRequestMessage(new HttpMethod(route.Method), path);
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        if (route.Method is "POST" or "PUT" or "PATCH")
            request.Content = JsonContent.Create(WithIdsOfAnother(JsonSerializer.SerializeToNode(route.Example)));

        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        var call = $"{route.Method} {path} answered {(int)answer.StatusCode}: {text}";
        ((int)answer.StatusCode).Should().BeLessThan(500, call);
        text.Should().NotContain(EveryTable.Mark, call);
        if (path != route.Path)
            ((int)answer.StatusCode).Should().BeOneOf([400, 404, 422], call);
    }

    /// <summary>Names the other merchant's rows wherever the body names one by our id.</summary>
    private static JsonObject WithIdsOfAnother(JsonNode? body)
    {
        var changed = body as JsonObject ?? [];
        foreach (var member in changed.Where(m => m.Key.EndsWith("Id", StringComparison.Ordinal) && m.Key != "externalId").Select(m => m.Key).ToList())
            changed[member] = EveryTable.Id.ToString();
        return changed;
    }

    /// <summary>A row in every table, a customer made as customers are, and how to name them all.</summary>
    private async Task<List<string>> FillAsync(TestMerchant shop)
    {
        await EveryTable.FillAsync(service.Database, shop.Id);
        var customer = await shop.Client.PostAsync("/v1/customers", new { source = "shopify", externalId = "a-2", name = EveryTable.Mark, email = $"{EveryTable.Mark}@example.com" })
            .JsonAsync(HttpStatusCode.Created);
        return [EveryTable.Id.ToString(), "~shopify:a-1", customer.Text("id"), "~shopify:a-2"];
    }

    private async Task<Dictionary<string, string>> RowsOfAsync(Guid merchantId)
    {
        var rows = new Dictionary<string, string>();
        foreach (var table in await service.Database.TablesAsync())
            rows[table] = (string)(await service.Database.QueryAsync(
                $"SELECT coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '') FROM {table} t WHERE merchant_id = '{merchantId}'")).Single()[0]!;
        return rows;
    }
}
