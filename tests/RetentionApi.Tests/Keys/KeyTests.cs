using System.Net;
using System.Text.Json.Nodes;
using NodaTime;
using RetentionApi.Platform.Security;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Keys;

public sealed class KeyTests(TestService service) : IClassFixture<TestService>
{
    private const string Address = "/v1/api-keys";

    [Fact]
    public async Task A_new_key_works_within_its_scopes()
    {
        var shop = await service.NewMerchantAsync();

        var made = await CreateAsync(shop, new { name = "till", scopes = new[] { "customers:read" }, mode = "test" });

        var till = service.ClientOf(made.Text("apiKey"));
        made.Text("apiKey").Should().StartWith("ret_test_");
        (await till.GetAsync("/v1/customers").JsonAsync())["items"]!.AsArray().Should().BeEmpty();
        (await till.GetAsync(Address).ProblemCodeAsync(HttpStatusCode.Forbidden)).Should().Be("request.missing_scope");
    }

    [Fact]
    public async Task A_repeat_answers_the_same_key_without_its_secret()
    {
        var shop = await service.NewMerchantAsync();
        var body = new { name = "till", scopes = new[] { "storefront" } };
        var first = await shop.Client.PostAsync(Address, body, "k").JsonAsync(HttpStatusCode.Created);

        var second = await shop.Client.PostAsync(Address, body, "k").JsonAsync(HttpStatusCode.Created);

        second["key"]!.Text("id").Should().Be(first["key"]!.Text("id"));
        second["apiKey"].Should().BeNull();
        (await service.Database.RowsWithAsync(first.Text("apiKey")[31..53])).Should().BeEmpty();
    }

    [Theory]
    [InlineData("""{"name":"x","scopes":["everything"]}""", "request.invalid")]
    [InlineData("""{"name":"x","scopes":[]}""", "request.invalid")]
    [InlineData("""{"name":"","scopes":["sales"]}""", "request.invalid")]
    [InlineData("""{"name":"x","scopes":["sales"],"requestsPerMinute":0}""", "request.invalid")]
    [InlineData("""{"name":"x","scopes":["sales"],"expiresAt":"2020-01-01T00:00:00Z"}""", "api_key.already_expired")]
    [InlineData("""{"name":"x","scopes":["sales"],"staffId":"01900000-0000-7000-8000-000000000000"}""", "api_key.unknown_staff")]
    public async Task A_key_that_makes_no_sense_is_refused(string body, string code)
    {
        var shop = await service.NewMerchantAsync();

        (await shop.Client.PostAsync(Address, body).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be(code);
    }

    [Theory]
    [InlineData("operator")]
    [InlineData("merchants:create")]
    public async Task An_admin_makes_no_operators(string scope)
    {
        var admin = await service.NewMerchantAsync(Scopes.Admin);

        var answer = admin.Client.PostAsync(Address, new { name = "x", scopes = new[] { scope } });

        (await answer.ProblemCodeAsync(HttpStatusCode.Forbidden)).Should().Be("api_key.more_than_own");
    }

    [Fact]
    public async Task A_key_gives_no_more_than_it_has()
    {
        var keeper = await service.NewMerchantAsync(Scopes.KeysWrite);

        var answer = keeper.Client.PostAsync(Address, new { name = "x", scopes = new[] { "admin" } });

        (await answer.ProblemCodeAsync(HttpStatusCode.Forbidden)).Should().Be("api_key.more_than_own");
    }

    [Fact]
    public async Task A_revoked_key_is_refused_at_once()
    {
        var shop = await service.NewMerchantAsync();
        var made = await CreateAsync(shop, new { name = "old", scopes = new[] { "sales" } });
        var old = service.ClientOf(made.Text("apiKey"));
        await old.GetAsync("/v1/customers").JsonAsync();

        await shop.Client.DeleteAsync($"{Address}/{made["key"]!.Text("id")}").JsonAsync(HttpStatusCode.NoContent);

        (await old.GetAsync("/v1/customers").ProblemCodeAsync(HttpStatusCode.Unauthorized)).Should().Be("request.unauthorized");
    }

    [Fact]
    public async Task Revoking_twice_is_once()
    {
        var shop = await service.NewMerchantAsync();
        var id = (await CreateAsync(shop, new { name = "old", scopes = new[] { "sales" } }))["key"]!.Text("id");

        await shop.Client.DeleteAsync($"{Address}/{id}").JsonAsync(HttpStatusCode.NoContent);
        await shop.Client.DeleteAsync($"{Address}/{id}").JsonAsync(HttpStatusCode.NoContent);

        var entries = await shop.Client.GetAsync($"/v1/audit-log?action=apiKeyRevoked&subjectId={id}").JsonAsync();
        entries["items"]!.AsArray().Should().ContainSingle();
    }

    [Fact]
    public async Task A_key_cannot_revoke_itself()
    {
        var shop = await service.NewMerchantAsync();
        var own = (await shop.Client.GetAsync(Address).JsonAsync())["items"]!.AsArray().Single()!.Text("id");

        (await shop.Client.DeleteAsync($"{Address}/{own}").ProblemCodeAsync(HttpStatusCode.Conflict)).Should().Be("api_key.own");
    }

    [Fact]
    public async Task Another_merchants_key_is_not_there()
    {
        var (mine, theirs) = (await service.NewMerchantAsync(), await service.NewMerchantAsync());
        var id = (await CreateAsync(theirs, new { name = "theirs", scopes = new[] { "sales" } }))["key"]!.Text("id");

        (await mine.Client.GetAsync($"{Address}/{id}").ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("api_key.not_found");
        (await mine.Client.DeleteAsync($"{Address}/{id}").ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("api_key.not_found");
    }

    [Fact]
    public async Task A_key_expires_by_the_products_clock()
    {
        var shop = await service.NewMerchantAsync();
        var made = await CreateAsync(shop, new { name = "guest", scopes = new[] { "sales" }, expiresAt = "2099-01-01T00:00:00+08:00" });
        var guest = service.ClientOf(made.Text("apiKey"));
        await guest.GetAsync("/v1/customers").JsonAsync();
        var now = service.Clock.GetCurrentInstant();

        service.Clock.Reset(Instant.FromUtc(2098, 12, 31, 16, 0));
        try
        {
            (await guest.GetAsync("/v1/customers").ProblemCodeAsync(HttpStatusCode.Unauthorized)).Should().Be("request.unauthorized");
        }
        finally
        {
            service.Clock.Reset(now);
        }
    }

    [Fact]
    public async Task The_list_shows_every_key_once_while_keys_are_made()
    {
        var shop = await service.NewMerchantAsync();
        foreach (var name in new[] { "a", "b", "c", "d" })
            await CreateAsync(shop, new { name, scopes = new[] { "sales" } });
        service.Clock.Advance(Duration.FromSeconds(1));

        var names = await shop.Client.NamesOfAllPagesAsync(Address, 2, () => CreateAsync(shop, new { name = "late", scopes = new[] { "sales" } }));

        names.Should().BeEquivalentTo("a", "b", "c", "d", "first key");
    }

    private static Task<JsonNode> CreateAsync(TestMerchant shop, object body) => shop.Client.PostAsync(Address, body).JsonAsync(HttpStatusCode.Created);
}
