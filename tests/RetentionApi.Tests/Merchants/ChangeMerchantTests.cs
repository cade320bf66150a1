using System.Net;
using RetentionApi.Platform.Security;
using RetentionApi.Tests.Merchants.Policies;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Merchants;

public sealed class ChangeMerchantTests(TestService service) : IClassFixture<TestService>
{
    private const string Address = "/v1/merchant";

    [Fact]
    public async Task What_is_not_named_stays_and_what_is_null_goes()
    {
        var shop = await service.NewMerchantAsync();
        await shop.Client.PatchAsync(Address, new { grossMargin = 0.35, holidays = new[] { "2026-10-01" } }, "\"1\"").JsonAsync();

        var changed = await shop.Client.PatchAsync(Address, """{"grossMargin":null,"quietHours":{"from":"22:30"}}""", "\"2\"").JsonAsync();

        changed["grossMargin"].Should().BeNull();
        changed["holidays"]!.ToJsonString().Should().Be("""["2026-10-01"]""");
        changed["quietHours"]!.ToJsonString().Should().Be("""{"from":"22:30","to":"08:00"}""");
        changed["version"]!.GetValue<int>().Should().Be(3);
    }

    [Fact]
    public async Task Business_hours_are_taken_and_given_as_people_write_them()
    {
        var shop = await service.NewMerchantAsync();
        const string Hours = """[{"day":"monday","from":"09:00","to":"12:00"},{"day":"monday","from":"13:00","to":"18:00"},{"day":"friday","from":"20:00","to":"00:00"}]""";

        await shop.Client.PatchAsync(Address, $$"""{"businessHours":{{Hours}}}""", "\"1\"").JsonAsync();

        (await shop.Client.GetAsync(Address).JsonAsync())["businessHours"]!.ToJsonString().Should().Be(Hours);
    }

    [Theory]
    [InlineData("""{"businessHours":[]}""", "business_hours.never_open")]
    [InlineData("""{"businessHours":[{"day":"monday","from":"18:00","to":"09:00"}]}""", "business_hours.empty_interval")]
    [InlineData("""{"businessHours":[{"day":"monday","from":"09:00","to":"13:00"},{"day":"monday","from":"12:00","to":"18:00"}]}""", "business_hours.overlap")]
    [InlineData("""{"businessHours":[{"day":"none","from":"09:00","to":"13:00"}]}""", "request.invalid")]
    [InlineData("""{"grossMargin":1.2}""", "request.invalid")]
    [InlineData("""{"timeZone":"Mars/Olympus"}""", "request.invalid")]
    [InlineData("""{"currency":"yuan"}""", "request.invalid")]
    [InlineData("""{"language":"not a language"}""", "request.invalid")]
    [InlineData("""{"valuePriority":["price","price","quality","relationship","environment"]}""", "request.invalid")]
    public async Task What_breaks_a_rule_is_refused(string patch, string code)
    {
        var shop = await service.NewMerchantAsync();

        (await shop.Client.PatchAsync(Address, patch, "\"1\"").ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be(code);
    }

    [Theory]
    [InlineData("""{"nmae":"x"}""", "/nmae")]
    [InlineData("""{"name":null}""", "/name")]
    [InlineData("""{"quietHours":{"from":"nine"}}""", "/quietHours/from")]
    [InlineData("""{"holidays":["tomorrow"]}""", "/holidays/0")]
    [InlineData("""["name"]""", "")]
    public async Task What_cannot_be_read_is_refused_with_the_place(string patch, string pointer)
    {
        var shop = await service.NewMerchantAsync();

        var problem = await shop.Client.PatchAsync(Address, patch, "\"1\"").JsonAsync(HttpStatusCode.BadRequest);

        problem["errors"]!.AsArray().Single()!.Text("pointer").Should().Be(pointer);
    }

    [Fact]
    public async Task A_merge_patch_may_be_called_one()
    {
        var shop = await service.NewMerchantAsync();
        using var request = new HttpRequestMessage(HttpMethod.Patch, Address) { Content = new StringContent("""{"name":"Other"}""") };
        request.Content.Headers.ContentType = new("application/merge-patch+json");
        request.Headers.TryAddWithoutValidation("If-Match", "*");

        (await shop.Client.SendAsync(request).JsonAsync()).Text("name").Should().Be("Other");
    }

    [Theory]
    [InlineData("""{"currency":"GBP"}""", 2)]
    [InlineData("""{"timeZone":"Europe/London"}""", 2)]
    [InlineData("""{"name":"Other","currency":"CNY"}""", 0)]
    public async Task Another_currency_or_time_zone_derives_every_customer_anew(string patch, int customers)
    {
        var shop = await service.NewMerchantAsync();
        await shop.Client.PostAsync("/v1/customers", new { name = "Ann" }).JsonAsync(HttpStatusCode.Created);
        await shop.Client.PostAsync("/v1/customers", new { name = "Ben" }).JsonAsync(HttpStatusCode.Created);

        await shop.Client.PatchAsync(Address, patch, "\"1\"").JsonAsync();
        var inTheRequest = await service.Database.CountAsync($"outbox_messages WHERE merchant_id = '{shop.Id}' AND kind = 2");
        await service.WorkAsync("recompute");

        inTheRequest.Should().Be(0, "a million customers would keep it, and the merchant's row, for minutes");
        (await service.Database.CountAsync($"outbox_messages WHERE merchant_id = '{shop.Id}' AND kind = 2")).Should().Be(customers);
    }

    [Fact]
    public async Task The_change_is_on_record_with_before_and_after()
    {
        var shop = await service.NewMerchantAsync();

        await shop.Client.PatchAsync(Address, new { name = "After" }, "\"1\"").JsonAsync();

        var entry = (await shop.Client.GetAsync("/v1/audit-log?action=merchantChanged").JsonAsync())["items"]!.AsArray().Single()!;
        entry["before"]!.Text("name").Should().Be("Tea & Kettle");
        entry["after"]!.Text("name").Should().Be("After");
    }

    [Fact]
    public async Task Who_may_only_read_may_not_change()
    {
        var sales = await service.NewMerchantAsync(Scopes.Sales);

        (await sales.Client.PatchAsync(Address, new { name = "Mine" }, "\"1\"").ProblemCodeAsync(HttpStatusCode.Forbidden)).Should().Be("request.missing_scope");
    }
}
