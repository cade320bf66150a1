using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace RetentionApi.Tests.Support;

/// <summary>Speaks JSON as a caller writes it, so that a test shows the request as it goes over the wire.</summary>
internal static class JsonClient
{
    public static Task<HttpResponseMessage> PostAsync(this HttpClient client, string path, object body, string? idempotencyKey = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = ContentOf(body) };
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        return client.SendAsync(request);
    }

    public static Task<HttpResponseMessage> PatchAsync(this HttpClient client, string path, object body, string? ifMatch)
    {
        var request = new HttpRequestMessage(HttpMethod.Patch, path) { Content = ContentOf(body) };
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return client.SendAsync(request);
    }

    /// <summary>The body of a success; a failure ends the test with what was answered.</summary>
    public static async Task<JsonNode> JsonAsync(this Task<HttpResponseMessage> sending, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var response = await sending;
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == expected, $"{(int)response.StatusCode}, not {(int)expected}: {text}{(response.StatusCode == HttpStatusCode.InternalServerError ? TroubleLog.Last : "")}");
        return JsonNode.Parse(text.Length == 0 ? "null" : text)!;
    }

    /// <summary>The stable code of a refusal with this status.</summary>
    public static async Task<string> ProblemCodeAsync(this Task<HttpResponseMessage> sending, HttpStatusCode expected) =>
        (await sending.JsonAsync(expected))["code"]!.GetValue<string>();

    public static string Text(this JsonNode node, string member) => node[member]!.GetValue<string>();

    private static HttpContent ContentOf(object body) => body is string text
        ? new StringContent(text, Encoding.UTF8, "application/json")
        : JsonContent.Create(body);
}
