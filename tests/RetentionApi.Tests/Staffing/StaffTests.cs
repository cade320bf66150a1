using System.Net;
using System.Text.Json.Nodes;
using NodaTime;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Staffing;

public sealed class StaffTests(TestService service) : IClassFixture<TestService>
{
    private const string Address = "/v1/staff";

    [Fact]
    public async Task A_person_is_added_and_read()
    {
        var shop = await service.NewMerchantAsync();

        var made = await CreateAsync(shop, new { name = "李雷", email = "Li.Lei@example.com" });

        var read = await shop.Client.GetAsync($"{Address}/{made.Text("id")}").JsonAsync();
        read.Text("name").Should().Be("李雷");
        read.Text("email").Should().Be("li.lei@example.com");
        read["isActive"]!.GetValue<bool>().Should().BeTrue();
    }

    [Theory]
    [InlineData("""{"name":""}""", "/name")]
    [InlineData("""{"name":"Li","email":"nobody"}""", "/email")]
    public async Task What_cannot_be_a_person_is_refused(string body, string pointer)
    {
        var shop = await service.NewMerchantAsync();

        var problem = await shop.Client.PostAsync(Address, body).JsonAsync(HttpStatusCode.UnprocessableEntity);

        problem["errors"]!.AsArray().Select(e => e!.Text("pointer")).Should().Equal(pointer);
    }

    [Fact]
    public async Task An_email_address_belongs_to_one_person_of_a_merchant()
    {
        var (shop, other) = (await service.NewMerchantAsync(), await service.NewMerchantAsync());
        await CreateAsync(shop, new { name = "Li", email = "li@example.com" });
        await CreateAsync(other, new { name = "Li", email = "li@example.com" });
        var han = await CreateAsync(shop, new { name = "Han", email = "han@example.com" });

        var twin = shop.Client.PostAsync(Address, new { name = "Lee", email = "LI@example.com" });
        var change = shop.Client.PatchAsync($"{Address}/{han.Text("id")}", new { email = "li@example.com" }, "\"1\"");

        (await twin.ProblemCodeAsync(HttpStatusCode.Conflict)).Should().Be("staff.email_taken");
        (await change.ProblemCodeAsync(HttpStatusCode.Conflict)).Should().Be("staff.email_taken");
    }

    [Fact]
    public async Task Who_leaves_keeps_their_name()
    {
        var shop = await service.NewMerchantAsync();
        var id = (await CreateAsync(shop, new { name = "Li", email = "li@example.com" })).Text("id");

        var changed = await shop.Client.PatchAsync($"{Address}/{id}", """{"isActive":false,"email":null}""", "\"1\"").JsonAsync();

        changed["isActive"]!.GetValue<bool>().Should().BeFalse();
        changed["email"].Should().BeNull();
        changed.Text("name").Should().Be("Li");
    }

    [Fact]
    public async Task A_key_is_bound_to_somebody_active_only()
    {
        var shop = await service.NewMerchantAsync();
        var id = (await CreateAsync(shop, new { name = "Li" })).Text("id");
        var key = new { name = "Li's phone", scopes = new[] { "sales" }, staffId = id };
        await shop.Client.PostAsync("/v1/api-keys", key).JsonAsync(HttpStatusCode.Created);

        await shop.Client.PatchAsync($"{Address}/{id}", new { isActive = false }, "\"1\"").JsonAsync();

        (await shop.Client.PostAsync("/v1/api-keys", key).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("api_key.unknown_staff");
    }

    [Fact]
    public async Task Another_merchants_staff_are_not_there()
    {
        var (mine, theirs) = (await service.NewMerchantAsync(), await service.NewMerchantAsync());
        var id = (await CreateAsync(theirs, new { name = "Li" })).Text("id");

        (await mine.Client.GetAsync($"{Address}/{id}").ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("staff.not_found");
        (await mine.Client.PatchAsync($"{Address}/{id}", new { name = "Mine" }, "*").ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("staff.not_found");
        (await mine.Client.GetAsync(Address).JsonAsync())["items"]!.AsArray().Should().BeEmpty();
    }

    [Fact]
    public async Task The_list_shows_everybody_once_while_people_come()
    {
        var shop = await service.NewMerchantAsync();
        foreach (var name in new[] { "a", "b", "c", "d", "e" })
            await CreateAsync(shop, new { name });
        service.Clock.Advance(Duration.FromSeconds(1));

        var names = await shop.Client.NamesOfAllPagesAsync(Address, 2, () => CreateAsync(shop, new { name = "late" }));

        names.Should().BeEquivalentTo("a", "b", "c", "d", "e");
    }

    [Fact]
    public async Task Who_leaves_takes_no_key_along()
    {
        var shop = await service.NewMerchantAsync();
        var id = (await CreateAsync(shop, new { name = "Li" })).Text("id");
        var made = await shop.Client.PostAsync("/v1/api-keys", new { name = "Li's phone", scopes = new[] { "sales" }, staffId = id }).JsonAsync(HttpStatusCode.Created);
        var phone = service.ClientOf(made.Text("apiKey"));
        await phone.GetAsync("/v1/customers").JsonAsync();

        await shop.Client.PatchAsync($"{Address}/{id}", new { isActive = false }, "\"1\"").JsonAsync();

        (await phone.GetAsync("/v1/customers").ProblemCodeAsync(HttpStatusCode.Unauthorized)).Should().Be("request.unauthorized");
        (await shop.Client.GetAsync($"/v1/api-keys/{made["key"]!.Text("id")}").JsonAsync())["revokedAt"].Should().NotBeNull();
        await shop.Client.GetAsync("/v1/customers").JsonAsync();
    }

    private static Task<JsonNode> CreateAsync(TestMerchant shop, object body) => shop.Client.PostAsync(Address, body).JsonAsync(HttpStatusCode.Created);
}
