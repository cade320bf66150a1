using System.Net;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Customers;

public sealed class ChangeCustomerTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task What_is_sent_changes_and_the_rest_stays()
    {
        var shop = await service.NewMerchantAsync();
        var known = new { source = "pos", externalId = "1", name = "Ann", email = "ann@example.com", tags = new[] { "old" }, attributes = new { size = "M", colour = "red" } };
        var customer = await CustomerAsync(shop, known);

        var changed = await shop.Client.PatchAsync(customer, """
            {"tags":["vip"],"attributes":{"colour":null,"fit":"slim"},"contactPoints":[{"channel":"sms","address":"13800138000"}],"country":"cn"}
            """, "\"1\"").JsonAsync();

        changed.Text("name").Should().Be("Ann");
        changed.Text("country").Should().Be("CN");
        changed["tags"]!.ToJsonString().Should().Be("""["vip"]""");
        changed["attributes"]!.AsObject().Should().HaveCount(2).And.NotContainKey("colour");
        changed["contactPoints"]!.ToJsonString().Should().Be("""[{"channel":"sms","address":"13800138000"}]""");
        (await shop.Client.GetAsync(customer).JsonAsync())["customer"]!.ToJsonString().Should().Be(changed.ToJsonString());
    }

    [Fact]
    public async Task The_owner_is_a_person_who_works_here_and_the_lists_know_them()
    {
        var shop = await service.NewMerchantAsync();
        var staff = (await shop.Client.PostAsync("/v1/staff", new { name = "李雷" }).JsonAsync(HttpStatusCode.Created)).Text("id");
        var customer = await CustomerAsync(shop, new { source = "pos", externalId = "2" });

        await shop.Client.PatchAsync(customer, new { ownerId = staff }, "*").JsonAsync();
        var unknown = await shop.Client.PatchAsync(customer, new { ownerId = "01957c33-9a00-7000-8000-000000000009" }, "*").ProblemCodeAsync(HttpStatusCode.UnprocessableEntity);

        (await shop.Client.AllPagesAsync($"/v1/customers?ownerId={staff}", 10)).Should().ContainSingle();
        unknown.Should().Be("customer.owner_unknown");
    }

    [Fact]
    public async Task How_to_talk_to_them_is_for_staff_to_say()
    {
        var shop = await service.NewMerchantAsync();
        var customer = await CustomerAsync(shop, new { source = "pos", externalId = "3" });
        var staff = (await shop.Client.PostAsync("/v1/staff", new { name = "李雷" }).JsonAsync(HttpStatusCode.Created)).Text("id");
        var key = (await shop.Client.PostAsync("/v1/api-keys", new { name = "till", scopes = new[] { "sales" }, staffId = staff }).JsonAsync(HttpStatusCode.Created)).Text("apiKey");

        (await shop.Client.PatchAsync(customer, new { communicationStyle = "influence" }, "*").ProblemCodeAsync(HttpStatusCode.Forbidden)).Should().Be("customer.style_by_staff_only");
        (await service.ClientOf(key).PatchAsync(customer, new { communicationStyle = "influence" }, "*").JsonAsync()).Text("communicationStyle").Should().Be("influence");
    }

    [Theory]
    [InlineData("""{"timeZone":"Mars"}""", "/timeZone")]
    [InlineData("""{"contactPoints":[{"channel":"email","address":"nobody"}]}""", "/contactPoints/0")]
    [InlineData("""{"contactPoints":[{"channel":"staff","address":"me"}]}""", "/contactPoints/0")]
    public async Task What_breaks_a_rule_is_refused_with_the_place(string patch, string pointer)
    {
        var shop = await service.NewMerchantAsync();
        var customer = await CustomerAsync(shop, new { source = "pos", externalId = "4" });

        var problem = await shop.Client.PatchAsync(customer, patch, "*").JsonAsync(HttpStatusCode.UnprocessableEntity);

        problem["errors"]!.AsArray().Select(e => e!.Text("pointer")).Should().Equal(pointer);
    }

    [Fact]
    public async Task Without_the_version_or_with_an_old_one_nothing_changes()
    {
        var (shop, other) = (await service.NewMerchantAsync(), await service.NewMerchantAsync());
        var customer = await CustomerAsync(shop, new { source = "pos", externalId = "5" });
        await shop.Client.PatchAsync(customer, new { name = "Ann" }, "\"1\"").JsonAsync();

        (await shop.Client.PatchAsync(customer, new { name = "Eve" }, null).ProblemCodeAsync(HttpStatusCode.PreconditionRequired)).Should().Be("request.if_match_missing");
        (await shop.Client.PatchAsync(customer, new { name = "Eve" }, "\"1\"").ProblemCodeAsync(HttpStatusCode.PreconditionFailed)).Should().Be("request.stale");
        (await other.Client.PatchAsync(customer, new { name = "Eve" }, "*").ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("customer.not_found");
        (await shop.Client.GetAsync(customer).JsonAsync())["customer"]!.Text("name").Should().Be("Ann");
    }

    private static async Task<string> CustomerAsync(TestMerchant shop, object body) =>
        $"/v1/customers/{(await shop.Client.PostAsync("/v1/customers", body).JsonAsync(HttpStatusCode.Created)).Text("id")}";
}
