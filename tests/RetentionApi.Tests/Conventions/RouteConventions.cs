using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RetentionApi.Platform.Security;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Conventions;

public sealed partial class RouteConventions(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public void Every_route_is_in_the_description_and_nothing_else()
    {
        var routes = Routes.Of(service.Services).Select(r => $"{r.Method.ToLowerInvariant()} {r.Path}");

        DescribedOperations(File.ReadAllText(Path.Combine(Repository.Root, "openapi.yaml"))).Should().BeEquivalentTo(routes, "./openapi writes the description anew");
    }

    [Fact]
    public void Every_route_asks_for_a_right() =>
        Routes.Of(service.Services).Where(r => r.Endpoint.Metadata.GetMetadata<NeededRight>() is null).Select(r => r.Path).ShouldBeNone();

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
            operation["responses"]!.AsObject().Select(r => r.Key).Should().Contain(["401", "403", "429", "503"], name);
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

    [Fact]
    public async Task Every_parameter_is_named_as_callers_write_it_and_explained()
    {
        var document = await service.ClientOf().GetAsync("/openapi/v1.json").JsonAsync();

        var parameters = Operations(document).SelectMany(o => o.Operation["parameters"]?.AsArray() ?? [], (o, p) => (o.Name, Parameter: p!)).ToList();
        parameters.Where(p => p.Parameter.Text("in") != "header" && !char.IsAsciiLetterLower(p.Parameter.Text("name")[0]))
            .Select(p => $"{p.Name}: {p.Parameter.Text("name")}").ShouldBeNone();
        parameters.Where(p => p.Parameter.Text("in") == "query" && p.Parameter["description"] is null && p.Parameter["schema"]?["description"] is null)
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
