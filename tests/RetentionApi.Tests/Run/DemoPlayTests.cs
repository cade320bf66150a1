using System.Text.Json.Nodes;
using NodaTime;
using RetentionApi.Demo;
using RetentionApi.Demo.Scenes;
using RetentionApi.Domain.Relationships;
using RetentionApi.Migrations;
using RetentionApi.Platform.Persistence;
using RetentionApi.Tests.Risk;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Run;

/// <summary>What <c>./run --demo</c> leaves to look at.</summary>
public sealed class DemoPlayTests(TestService service) : IClassFixture<TestService>, IDisposable
{
    /// <summary>Lists that the demo shop leaves empty, each with its reason.</summary>
    private static readonly Dictionary<string, string> Empty = new()
    {
        ["/v1/parked-messages"] = "only what failed eight times is parked, and here nothing fails",
    };

    /// <summary>What lists ask to be told.</summary>
    private static readonly Dictionary<string, string> Queries = new()
    {
        ["/v1/suggestions/similar"] = $"?text={Uri.EscapeDataString("龙井小包装")}",
        ["/v1/customers/{id}/recommendations"] = $"?category={Uri.EscapeDataString("茶叶")}",
    };

    /// <summary>Where ids are found of what has no list of its own.</summary>
    private static readonly Dictionary<string, (string List, string Member)> IdsElsewhere = new()
    {
        ["/v1/imports"] = ("/v1/audit-log?action=importBegun", "subjectId"),
    };

    private readonly SemaphoreSlim oneAtATime = new(1);

    [Fact]
    public async Task Every_list_has_something_in_it_and_every_level_somebody()
    {
        var merchant = await PlayAsync();

        var lists = Lists(await service.ClientOf().GetAsync("/openapi/v1.json").JsonAsync()).Where(path => !Empty.ContainsKey(path)).ToList();
        var empty = new List<string>();
        foreach (var path in lists)
            if (!await HasAnythingAsync(merchant.Client, path))
                empty.Add(path);

        foreach (var level in Enum.GetValues<Level>())
            (await CountAsync(merchant.Client, "/v1/customers", $"/v1/customers?level={level.Word()}&limit=1")).Should().Be(1, level.Word());
        lists.Should().HaveCountGreaterThan(30);
        empty.Should().BeEmpty("whoever tries the demo wants to see it: let a scene of RetentionApi.Demo play it, or name it above with the reason");
    }

    [Fact]
    public async Task What_is_left_empty_is_a_list() =>
        Empty.Keys.Concat(Queries.Keys).Should().BeSubsetOf(Lists(await service.ClientOf().GetAsync("/openapi/v1.json").JsonAsync()));

    public void Dispose() => oneAtATime.Dispose();

    private async Task<TestMerchant> PlayAsync()
    {
        var merchant = await service.NewMerchantAsync();
        var shop = DemoShop.Simulate(1, 100, TestService.Start - Duration.FromDays(548), TestService.Start);
        await new DemoFilling(merchant.Client, shop).FillAsync((_, _) => { }, TestContext.Current.CancellationToken);
        await service.DispatchAsync(merchant);
        await new DemoPlay(merchant.Client, _ => WorkAsync(merchant)).PlayAsync(DemoScenes.Of(shop), TestContext.Current.CancellationToken);
        await service.DispatchAsync(merchant);
        return merchant;
    }

    /// <summary>As one instance does it, whichever scene waits for it.</summary>
    private async Task WorkAsync(TestMerchant merchant)
    {
        await oneAtATime.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            await service.DispatchAsync(merchant);
            await service.DoOperationsAsync();
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <summary>The paths that answer with items.</summary>
    private static IEnumerable<string> Lists(JsonNode description) =>
        from path in description["paths"]!.AsObject()
        where path.Key.StartsWith("/v1/", StringComparison.Ordinal)
        let schema = path.Value!["get"]?["responses"]?["200"]?["content"]?["application/json"]?["schema"]
        where schema is not null && Resolved(schema, description)["properties"]?["items"] is not null
        select path.Key;

    private static JsonNode Resolved(JsonNode schema, JsonNode description) =>
        schema["$ref"] is { } reference ? description["components"]!["schemas"]![reference.GetValue<string>().Split('/')[^1]]! : schema;

    /// <summary>Of a list that belongs to something: of any of these.</summary>
    private static async Task<bool> HasAnythingAsync(HttpClient client, string path)
    {
        if (path.Split("/{id}") is not [var list, var rest])
            return await CountAsync(client, path, path) > 0;
        var (owners, member) = IdsElsewhere.GetValueOrDefault(list, (list, "id"));
        foreach (var owner in await client.AllPagesAsync(owners, 200))
            if (await CountAsync(client, path, $"{list}/{owner.Text(member)}{rest}") > 0)
                return true;
        return false;
    }

    private static async Task<int> CountAsync(HttpClient client, string path, string address) =>
        (await client.GetAsync(address + Queries.GetValueOrDefault(path)).JsonAsync())["items"]!.AsArray().Count;
}
