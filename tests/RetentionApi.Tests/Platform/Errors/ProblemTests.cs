using System.Net;
using System.Text.Json.Nodes;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Platform.Errors;

public sealed class ProblemTests(TestService service) : IClassFixture<TestService>
{
    private const string ATime = "a time must be RFC 3339 with an offset, like 2026-03-01T09:30:00+08:00, in the years 1900 to 2199", Nothing = "null stands for nothing here: leave it out";

    [Theory]
    [InlineData("""{"nmae":"Ann"}""", "/nmae", "this member is not known here")]
    [InlineData("""{"name":1}""", "/name", "this is not of the expected form")]
    [InlineData("""{"attributes":{"a":1}}""", "/attributes/a", "this is not of the expected form")]
    [InlineData("""{"firstContactAt":"yesterday"}""", "/firstContactAt", ATime)]
    [InlineData("""{"firstContactAt":"0001-01-01T00:00:00Z"}""", "/firstContactAt", ATime)]
    [InlineData("""{"firstContactAt":"9999-12-31T23:59:59-01:00"}""", "/firstContactAt", ATime)]
    [InlineData("""{"tags":[null]}""", "/tags", Nothing)]
    [InlineData("""{"attributes":{"size":null}}""", "/attributes", Nothing)]
    [InlineData("""{"name":""", "/name", "this is not of the expected form")]
    [InlineData("""{"name":"Ann","name":"Ben"}""", "/name", "this is not of the expected form")]
    public async Task What_cannot_be_read_is_named(string body, string pointer, string detail)
    {
        var shop = await service.NewMerchantAsync();

        var problem = await shop.Client.PostAsync("/v1/customers", body).JsonAsync(HttpStatusCode.BadRequest);

        problem.Text("code").Should().Be("request.malformed");
        var error = problem["errors"]!.AsArray().Single()!;
        error.Text("pointer").Should().Be(pointer);
        error.Text("detail").Should().Be(detail);
    }

    [Fact]
    public async Task Who_sends_a_word_that_is_none_is_told_which_there_are()
    {
        var shop = await service.NewMerchantAsync();

        var problem = await shop.Client.PostAsync("/v1/cases", """{"severity":"huge"}""").JsonAsync(HttpStatusCode.BadRequest);

        var error = problem["errors"]!.AsArray().Single()!;
        (error.Text("pointer"), error.Text("detail")).Should().Be(("/severity", "this is none of minor, normal, severe"));
    }

    [Theory]
    [InlineData("P999999999D")]
    [InlineData("P2147483647W")]
    [InlineData("PT9223372036854775807H")]
    public async Task A_duration_beyond_a_hundred_years_is_none(string duration)
    {
        var shop = await service.NewMerchantAsync();

        var problem = await shop.Client.PostAsync("/v1/products", new { sku = "K-1", name = "Kettle", followUpPlan = new { qualityCheckAfter = duration } }).JsonAsync(HttpStatusCode.BadRequest);

        problem["errors"]![0]!.Text("pointer").Should().Be("/followUpPlan/qualityCheckAfter");
    }

    [Fact]
    public async Task A_problem_leads_to_a_page_that_explains_it()
    {
        var shop = await service.NewMerchantAsync();
        using var answer = await shop.Client.GetAsync($"/v1/customers/{Guid.Empty}");
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        problem["status"]!.GetValue<int>().Should().Be(404);
        problem.Text("instance").Should().Be($"/v1/customers/{Guid.Empty}");
        problem.Text("traceId").Should().NotBeEmpty();
        var page = await service.ClientOf().GetStringAsync(problem.Text("type"));
        page.Should().Contain("customer.not_found").And.Contain(problem.Text("title"));
    }

    [Theory]
    [InlineData("GET", "/v1/nothing", 404, "request.no_such_route")]
    [InlineData("GET", "/problems/nothing.known", 404, "request.no_such_route")]
    [InlineData("PUT", "/v1/merchant", 405, "request.method_not_allowed")]
    [InlineData("GET", "/v1/customers/not-an-id", 400, "request.malformed")]
    [InlineData("GET", "/v1/customers?limit=x", 400, "request.malformed")]
    [InlineData("GET", "/v1/customers?limit=0", 422, "request.invalid")]
    [InlineData("GET", "/v1/customers?limit=201", 422, "request.invalid")]
    [InlineData("POST", "/v1/customers", 415, "request.unsupported_media_type")]
    public async Task Whatever_goes_wrong_is_a_problem(string method, string path, int status, string code)
    {
        var shop = await service.NewMerchantAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = method == "POST" ? new StringContent("name=Ann") : null };

        (await shop.Client.SendAsync(request).ProblemCodeAsync((HttpStatusCode)status)).Should().Be(code);
    }

    [Theory]
    [InlineData("application/json; charset=utf-7")]
    [InlineData("application/json; charset=\"utf-7\"")]
    [InlineData("application/json; charset=klingon")]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7")]
    public async Task A_body_in_a_character_set_that_nobody_reads_is_refused(string type)
    {
        var shop = await service.NewMerchantAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/customers") { Content = new ByteArrayContent("""{"name":"Ann"}"""u8.ToArray()) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);

        (await shop.Client.SendAsync(request).ProblemCodeAsync(HttpStatusCode.UnsupportedMediaType)).Should().Be("request.unsupported_media_type");
    }

    [Theory]
    [InlineData("/v1/customers", """{"name":"A\u0000nn"}""", "/name")]
    [InlineData("/v1/customers", """{"attributes":{"a":"\u0000"}}""", "/attributes/a")]
    [InlineData("/v1/customers", """{"attributes":{"\u0000":"a"}}""", "/attributes")]
    [InlineData("/v1/staff", """{"name":"\u0000"}""", "/name")]
    public async Task A_text_with_a_character_that_no_database_keeps_is_refused(string path, string body, string pointer)
    {
        var shop = await service.NewMerchantAsync();

        var problem = await shop.Client.PostAsync(path, body).JsonAsync(HttpStatusCode.BadRequest);

        problem["errors"]!.AsArray().Single()!.Text("pointer").Should().StartWith(pointer);
    }

    [Theory]
    [InlineData("/v1/customers?q=%00")]
    [InlineData("/v1/customers?tag=a%00b")]
    [InlineData("/v1/products?q=%00")]
    public async Task A_query_with_such_a_character_is_refused(string address)
    {
        var shop = await service.NewMerchantAsync();

        (await shop.Client.GetAsync(address).ProblemCodeAsync(HttpStatusCode.BadRequest)).Should().Be("request.malformed");
    }

    [Fact]
    public async Task Without_a_body_a_post_is_malformed()
    {
        var shop = await service.NewMerchantAsync();

        (await shop.Client.PostAsync("/v1/customers", null).ProblemCodeAsync(HttpStatusCode.BadRequest)).Should().Be("request.malformed");
    }
}
