using System.Net;
using System.Text.Json.Nodes;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Conventions;

/// <summary>What the description calls required is required.</summary>
public sealed class BodyConventions(TestService service) : IClassFixture<TestService>
{
    private static readonly string Nobody = Guid.Empty.ToString();

    [Fact]
    public async Task Every_required_member_of_every_body_is_missed_where_it_is_absent()
    {
        var shop = await service.NewMerchantAsync();
        var document = await service.ClientOf().GetAsync("/openapi/v1.json").JsonAsync();
        var offenders = new List<string>();

        foreach (var (method, path, schema, example) in Bodies(document))
            foreach (var pointer in RequiredIn(document, schema, example, ""))
                if (!(await PointersAsync(shop.Client, method, path, Without(example, pointer))).Contains(pointer))
                    offenders.Add($"{method} {path} without {pointer}");

        offenders.ShouldBeNone();
    }

    [Theory]
    [InlineData("post", "/v1/orders", """{"source":"shop","externalId":"o-1","currency":"CNY","lines":[]}""", "/placedAt")]
    [InlineData("post", "/v1/orders", """{"source":"s","externalId":"o","placedAt":"2026-03-01T10:00:00Z","currency":"CNY","lines":[{"sku":"a","unitPrice":{"amount":"1","currency":"CNY"}}]}""", "/lines/0/quantity")]
    [InlineData("put", "/v1/customers/{id}/consents/{channel}/{purpose}", """{"source":"x"}""", "/granted")]
    [InlineData("put", "/v1/customers/{id}/objections", "{}", "/profiling")]
    [InlineData("post", "/v1/interactions/{id}/answer", "{}", "/text")]
    [InlineData("post", "/v1/orders/{id}/returns", "{}", "/lines")]
    public async Task Nothing_is_made_up_for_what_was_not_said(string method, string path, string body, string pointer)
    {
        var shop = await service.NewMerchantAsync();

        (await PointersAsync(shop.Client, method, path, JsonNode.Parse(body)!)).Should().Contain(pointer);
    }

    [Fact]
    public async Task A_patch_requires_nothing()
    {
        var document = await service.ClientOf().GetAsync("/openapi/v1.json").JsonAsync();

        var patches = document["paths"]!.AsObject().Select(p => p.Value!["patch"]).OfType<JsonNode>().ToList();

        patches.Should().NotBeEmpty();
        patches.Where(p => Resolved(document, p["requestBody"]!["content"]!["application/json"]!["schema"])["required"] is not null)
            .Select(p => p.Text("operationId")).ShouldBeNone();
    }

    private static IEnumerable<(string Method, string Path, JsonNode Schema, JsonNode Example)> Bodies(JsonNode document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        where operation.Key is "post" or "put"
        let content = operation.Value!["requestBody"]?["content"]?["application/json"]
        where content is not null
        select (operation.Key, path.Key, content["schema"]!, content["example"]!);

    private static IEnumerable<string> RequiredIn(JsonNode document, JsonNode? schema, JsonNode? value, string pointer)
    {
        var resolved = Resolved(document, schema);
        if (value is JsonObject members)
            foreach (var name in resolved["required"]?.AsArray().Select(r => r!.GetValue<string>()) ?? [])
                yield return $"{pointer}/{name}";
        var places = value is JsonArray items ? items.Take(1).Select(item => (resolved["items"], item, $"{pointer}/0"))
            : value is JsonObject parts ? parts.Select(part => (resolved["properties"]?[part.Key], part.Value, $"{pointer}/{part.Key}"))
            : [];
        foreach (var (inner, part, place) in places)
            foreach (var required in RequiredIn(document, inner, part, place))
                yield return required;
    }

    private static JsonNode Resolved(JsonNode document, JsonNode? schema)
    {
        var inner = (schema?["oneOf"] ?? schema?["anyOf"] ?? schema?["allOf"])?.AsArray().FirstOrDefault(s => s!["$ref"] is not null) ?? schema;
        return inner?["$ref"] is { } name ? document["components"]!["schemas"]![name.GetValue<string>().Split('/')[^1]]! : inner ?? new JsonObject();
    }

    private static JsonNode Without(JsonNode example, string pointer)
    {
        var (body, names) = (example.DeepClone(), pointer[1..].Split('/'));
        var parent = names[..^1].Aggregate(body, (node, name) => node is JsonArray items ? items[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)]! : node[name]!);
        parent.AsObject().Remove(names[^1]);
        return body;
    }

    /// <summary>The places that the refusal names; none where it was not refused.</summary>
    private static async Task<List<string>> PointersAsync(HttpClient client, string method, string path, JsonNode body)
    {
        var named = path.Replace("{channel}", "email", StringComparison.Ordinal).Replace("{purpose}", "survey", StringComparison.Ordinal);
        var address = string.Join('/', named.Split('/').Select(part => part.StartsWith('{') ? Nobody : part));
        using var request = new HttpRequestMessage(new HttpMethod(method.ToUpperInvariant()), address) { Content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json") };
        using var answer = await client.SendAsync(request);
        return answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity
            ? [.. JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["errors"]?.AsArray().Select(e => e!.Text("pointer")) ?? []]
            : [];
    }
}
