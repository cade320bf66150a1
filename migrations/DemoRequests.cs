using System.Net;
using System.Text.Json.Nodes;

namespace RetentionApi.Migrations;

/// <summary>The service's front door, as the demo shop comes in by it: told to wait, it waits.</summary>
internal sealed class DemoRequests(HttpClient client)
{
    /// <param name="content">Makes it anew for each try; null: no body.</param>
    /// <returns>The answer's body; null where it is none or no JSON.</returns>
    /// <exception cref="HttpRequestException">The service refuses, or is gone.</exception>
    public async Task<JsonNode?> SendAsync(HttpMethod method, string path, Func<HttpContent>? content, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content?.Invoke() };
            if (method == HttpMethod.Patch || method == HttpMethod.Put)
                request.Headers.TryAddWithoutValidation("If-Match", "*");
            using var response = await client.SendAsync(request, cancellationToken);
            if (response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable && response.Headers.RetryAfter?.Delta is { } wait)
            {
                await Task.Delay(wait, cancellationToken);
                continue;
            }

            await ExpectSuccessAsync(response, cancellationToken);
            var isJson = response.Content.Headers.ContentType?.MediaType == "application/json";
            return isJson ? JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken)) : null;
        }
    }

    public async Task<bool> IsThereAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound) return false;
        await ExpectSuccessAsync(response, cancellationToken);
        return true;
    }

    private static async Task ExpectSuccessAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode) return;
        var problem = await response.Content.ReadAsStringAsync(cancellationToken);
        throw new HttpRequestException($"{(int)response.StatusCode} to {response.RequestMessage?.RequestUri?.PathAndQuery}: {problem}", null, response.StatusCode);
    }
}
