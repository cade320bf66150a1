using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;
using RetentionApi.Platform.OpenApi;
using RetentionApi.Platform.Security;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Conventions;

public sealed partial class RouteConventions(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public void Every_route_is_in_the_description_and_nothing_else()
    {
        var routes = Routes.Of(service.Services).Concat(Routes.OfPages(service.Services)).Select(r => $"{r.Method.ToLowerInvariant()} {r.Path}");

        DescribedOperations(File.ReadAllText(Path.Combine(Repository.Root, "openapi.yaml"))).Should().BeEquivalentTo(routes, "./openapi writes the description anew");
    }

    [Fact]
    public void Every_route_asks_for_a_right() =>
        Routes.Of(service.Services).Where(r => r.Endpoint.Metadata.GetMetadata<NeededRight>() is null).Select(r => r.Path).ShouldBeNone();

    [Fact]
    public void A_page_asks_for_no_right_but_its_link() => Routes.OfPages(service.Services).Should().HaveCount(2).And.OnlyContain(r => r.Endpoint.Metadata.GetMetadata<NeededRight>() == null);

    [Fact]
    public void Every_right_that_a_route_asks_for_can_be_given() =>
        Routes.Of(service.Services).Select(r => r.Endpoint.Metadata.GetMetadata<NeededRight>()!.Right).Distinct().Should().BeSubsetOf(Scopes.All);

    [Fact]
    public async Task Every_operation_explains_itself()
    {
        var document = await service.ClientOf().GetAsync("/openapi/v1.json").JsonAsync();

        foreach (var (name, operation) in Operations(document))
        {
            operation["summary"]?.GetValue<string>().Should().NotBeNullOrWhiteSpace(name);
            operation["description"]?.GetValue<string>().Should().NotBeNullOrWhiteSpace(name);
            operation["operationId"]?.GetValue<string>().Should().NotBeNullOrWhiteSpace(name);
            operation["tags"]?.AsArray().Should().ContainSingle(name);
            operation["responses"]!.AsObject().Select(r => r.Key).Should().Contain(name.Contains("/v1/", StringComparison.Ordinal) ? ["401", "403", "429", "503"] : ["404", "410", "429"], name);
            operation["responses"]!.AsObject().Count(r => r.Key.StartsWith('2')).Should().BeGreaterThan(0, name);
        }
    }

    [Fact]
    public async Task Every_operation_with_a_body_shows_one()
    {
        var document = await service.ClientOf().GetAsync("/openapi/v1.json").JsonAsync();

        var bodies = Operations(document).Where(o => o.Operation["requestBody"] is not null).ToList();
        bodies.Should().NotBeEmpty();
        bodies.Where(o => o.Operation["requestBody"]!["content"]!.AsObject().Any(c => c.Key.EndsWith("json", StringComparison.Ordinal) && c.Value!["example"] is null))
            .Select(o => o.Name).ShouldBeNone();
    }

    [Theory]
    [InlineData("get /v1/orders/{id}")]
    [InlineData("get /v1/customers/{id}")]
    [InlineData("get /v1/customers")]
    [InlineData("get /v1/customers/{id}/relationship")]
    [InlineData("get /v1/customers/{id}/trust")]
    [InlineData("get /v1/customers/{id}/risk")]
    [InlineData("get /v1/follow-ups")]
    [InlineData("get /v1/follow-ups/{id}")]
    [InlineData("get /v1/cases")]
    [InlineData("get /v1/promises")]
    [InlineData("get /v1/messages")]
    [InlineData("get /v1/surveys/{id}/summary")]
    [InlineData("get /v1/suggestions/{id}")]
    [InlineData("get /v1/operations/{id}")]
    [InlineData("post /v1/imports")]
    [InlineData("get /v1/churn/models/{id}")]
    [InlineData("get /v1/reports/levers")]
    public async Task What_sales_people_read_most_is_shown_as_an_answer(string name)
    {
        var document = await service.ClientOf().GetAsync("/openapi/v1.json").JsonAsync();

        var answer = Operations(document).Single(o => o.Name == name).Operation["responses"]!.AsObject().First(r => r.Key.StartsWith('2')).Value!;
        answer["content"]!["application/json"]!["example"]!.AsObject().Should().NotBeEmpty();
    }

    [Fact]
    public void What_is_shown_as_an_answer_is_of_the_type_that_is_answered() => Routes.Of(service.Services)
        .Where(r => r.Endpoint.Metadata.GetMetadata<ResponseExample>() is { } shown
            && r.Endpoint.Metadata.OfType<IProducesResponseTypeMetadata>().All(m => m.StatusCode >= 300 || m.Type != shown.Example.GetType()))
        .Select(r => $"{r.Method} {r.Path}").ShouldBeNone();

    [Fact]
    public async Task A_problem_that_an_operation_does_not_name_fails_the_test_that_gets_it()
    {
        using var handler = new DocumentedProblems(service.Services) { InnerHandler = new Answering("order.too_much_returned") };
        using var client = new HttpClient(handler) { BaseAddress = new Uri("http://localhost") };

        var asking = () => client.GetAsync(new Uri("/v1/orders/~shop:1", UriKind.Relative), TestContext.Current.CancellationToken);

        (await asking.Should().ThrowAsync<Exception>()).WithMessage("*GET /v1/orders/{id}*order.too_much_returned*");
    }

    [Fact]
    public async Task Every_parameter_is_named_as_callers_write_it_and_explained()
    {
        var document = await service.ClientOf().GetAsync("/openapi/v1.json").JsonAsync();

        var parameters = Operations(document).SelectMany(o => o.Operation["parameters"]?.AsArray() ?? [], (o, p) => (o.Name, Parameter: p!)).ToList();
        parameters.Where(p => p.Parameter.Text("in") != "header" && !char.IsAsciiLetterLower(p.Parameter.Text("name")[0]))
            .Select(p => $"{p.Name}: {p.Parameter.Text("name")}").ShouldBeNone();
        parameters.Where(p => p.Parameter.Text("in") != "header" && p.Parameter["description"] is null && p.Parameter["schema"]?["description"] is null)
            .Select(p => $"{p.Name}: {p.Parameter.Text("name")}").ShouldBeNone();
    }

    [Fact]
    public async Task A_patch_shows_its_body_and_asks_for_the_version()
    {
        var document = await service.ClientOf().GetAsync("/openapi/v1.json").JsonAsync();
        var patch = document["paths"]!["/v1/merchant"]!["patch"]!;

        patch["requestBody"]!["content"]!.AsObject().Select(c => c.Key).Should().Equal("application/merge-patch+json", "application/json");
        patch["parameters"]!.AsArray().Select(p => p!.Text("name")).Should().Equal("If-Match");
        patch["responses"]!.AsObject().Select(r => r.Key).Should().Contain(["412", "428"]);
    }

    private sealed class Answering(string code) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(
            new HttpResponseMessage(System.Net.HttpStatusCode.UnprocessableEntity) { Content = new StringContent($$"""{"code":"{{code}}"}""", null, "application/problem+json") });
    }

    private static IEnumerable<(string Name, JsonNode Operation)> Operations(JsonNode document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        where operation.Value is JsonObject
        select ($"{operation.Key} {path.Key}", operation.Value!);

    /// <summary>The paths and methods of a description as <c>./openapi</c> writes it: two blanks before a path, four before a method.</summary>
    private static IEnumerable<string> DescribedOperations(string yaml)
    {
        var path = "";
        foreach (Match line in LinePattern().Matches(yaml))
            if (line.Groups["path"].Success)
                path = line.Groups["path"].Value;
            else
                yield return $"{line.Groups["method"].Value} {path}";
    }

    [GeneratedRegex("^(?:  ['\"]?(?<path>/[^\\s'\"]*)['\"]?:|    (?<method>get|put|post|delete|patch):)\\s*$", RegexOptions.Multiline)]
    private static partial Regex LinePattern();
}
