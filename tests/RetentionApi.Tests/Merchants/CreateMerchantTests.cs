using System.Net;
using RetentionApi.Platform.Security;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Merchants;

public sealed class CreateMerchantTests(TestService service) : IClassFixture<TestService>
{
    private static readonly object Shop = new { name = "Corner Shop", timeZone = "Europe/London", currency = "GBP", language = "en" };

    [Fact]
    public async Task A_new_merchant_comes_with_a_key_that_reads_it()
    {
        var operatorKey = await service.NewMerchantAsync(Scopes.Operator);

        var made = await operatorKey.Client.PostAsync("/v1/merchants", Shop).JsonAsync(HttpStatusCode.Created);

        var merchant = await service.ClientOf(made.Text("apiKey")).GetAsync("/v1/merchant").JsonAsync();
        merchant.Text("id").Should().Be(made.Text("id"));
        merchant.Text("name").Should().Be("Corner Shop");
        merchant.Text("currency").Should().Be("GBP");
    }

    [Fact]
    public async Task A_repeat_answers_the_same_merchant_without_its_key()
    {
        var operatorKey = await service.NewMerchantAsync(Scopes.Operator);
        var first = await operatorKey.Client.PostAsync("/v1/merchants", Shop, "one").JsonAsync(HttpStatusCode.Created);

        var second = await operatorKey.Client.PostAsync("/v1/merchants", Shop, "one").JsonAsync(HttpStatusCode.Created);

        second.Text("id").Should().Be(first.Text("id"));
        second["apiKey"].Should().BeNull();
    }

    [Fact]
    public async Task The_key_is_kept_nowhere()
    {
        var operatorKey = await service.NewMerchantAsync(Scopes.Operator);

        var made = await operatorKey.Client.PostAsync("/v1/merchants", Shop, "secret").JsonAsync(HttpStatusCode.Created);

        var secret = made.Text("apiKey")[31..53];
        (await service.Database.RowsWithAsync(secret)).Should().BeEmpty();
    }

    [Fact]
    public async Task The_one_who_asked_goes_on_as_themselves()
    {
        var operatorKey = await service.NewMerchantAsync(Scopes.Operator, Scopes.AuditRead);

        var made = await operatorKey.Client.PostAsync("/v1/merchants", Shop, "mine").JsonAsync(HttpStatusCode.Created);

        var entry = (await operatorKey.Client.GetAsync("/v1/audit-log").JsonAsync())["items"]!.AsArray().Single()!;
        entry.Text("action").Should().Be("merchantCreated");
        entry.Text("subjectId").Should().Be(made.Text("id"));
    }

    [Fact]
    public async Task Only_an_operator_creates_merchants()
    {
        var admin = await service.NewMerchantAsync(Scopes.Admin);

        (await admin.Client.PostAsync("/v1/merchants", Shop).ProblemCodeAsync(HttpStatusCode.Forbidden)).Should().Be("request.missing_scope");
    }

    [Theory]
    [InlineData("""{"name":"","timeZone":"Europe/London","currency":"GBP"}""", "/name")]
    [InlineData("""{"name":"Shop","timeZone":"Europe/Nowhere","currency":"GBP"}""", "/timeZone")]
    [InlineData("""{"name":"Shop","timeZone":"Europe/London","currency":"pounds"}""", "/currency")]
    public async Task What_cannot_be_a_merchant_is_refused_with_the_place(string body, string pointer)
    {
        var operatorKey = await service.NewMerchantAsync(Scopes.Operator);

        var problem = await operatorKey.Client.PostAsync("/v1/merchants", body).JsonAsync(HttpStatusCode.UnprocessableEntity);

        problem["errors"]!.AsArray().Select(e => e!.Text("pointer")).Should().Equal(pointer);
    }
}
