using System.Net;
using System.Text.Json.Nodes;
using NodaTime;
using RetentionApi.Platform.Security;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Platform.Audit;

public sealed class AuditLogTests(TestService service) : IClassFixture<TestService>
{
    private const string Address = "/v1/audit-log";

    [Fact]
    public async Task It_tells_who_did_what_and_when()
    {
        var shop = await service.NewMerchantAsync();
        var customer = (await shop.Client.PostAsync("/v1/customers", new { name = "Ann" }).JsonAsync(HttpStatusCode.Created)).Text("id");
        var key = (await shop.Client.GetAsync("/v1/api-keys").JsonAsync())["items"]!.AsArray().Single()!.Text("id");

        var entry = (await shop.Client.GetAsync($"{Address}?subjectId={customer}").JsonAsync())["items"]!.AsArray().Single()!;

        entry.Text("action").Should().Be("customerReported");
        entry.Text("keyId").Should().Be(key);
        entry.Text("occurredAt").Should().StartWith("2026-03-02T02:0");
        entry.Text("traceId").Should().NotBeEmpty();
    }

    [Fact]
    public async Task It_is_narrowed_by_action_and_time()
    {
        var shop = await service.NewMerchantAsync();
        await shop.Client.PostAsync("/v1/staff", new { name = "Ann" }).JsonAsync(HttpStatusCode.Created);
        await shop.Client.PostAsync("/v1/customers", new { name = "Ann" }).JsonAsync(HttpStatusCode.Created);

        async Task<int> CountAsync(string filters) => (await shop.Client.GetAsync($"{Address}?{filters}").JsonAsync())["items"]!.AsArray().Count;

        (await CountAsync("action=staffCreated")).Should().Be(1);
        (await CountAsync("from=2026-03-02T10:00:00%2B08:00")).Should().Be(2);
        (await CountAsync("to=2026-03-02T10:00:00%2B08:00")).Should().Be(0);
    }

    [Fact]
    public async Task It_shows_every_entry_once_and_newest_first_while_it_grows()
    {
        var shop = await service.NewMerchantAsync();
        for (var i = 0; i < 5; i++)
            await ActAsync(shop);

        var entries = await shop.Client.AllPagesAsync(Address, 2, () => ActAsync(shop));

        entries.Select(e => e.Text("id")).Should().OnlyHaveUniqueItems().And.HaveCount(5);
        entries.Select(e => e.Text("occurredAt")).Should().BeInDescendingOrder(StringComparer.Ordinal);
    }

    [Fact]
    public async Task It_is_not_for_sales()
    {
        var sales = await service.NewMerchantAsync(Scopes.Sales);

        (await sales.Client.GetAsync(Address).ProblemCodeAsync(HttpStatusCode.Forbidden)).Should().Be("request.missing_scope");
    }

    private Task<JsonNode> ActAsync(TestMerchant shop)
    {
        service.Clock.Advance(Duration.FromSeconds(1));
        return shop.Client.PostAsync("/v1/staff", new { name = "Ann" }).JsonAsync(HttpStatusCode.Created);
    }
}
