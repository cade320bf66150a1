using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace RetentionApi.Tests.Support;

/// <summary>What a customer sees behind a link.</summary>
internal sealed record Sight(HttpStatusCode Status, HttpResponseMessage Response, IHtmlDocument Page)
{
    public string Title => Page.QuerySelector("h1")!.TextContent;

    public string Text => Page.Body!.TextContent;

    /// <summary>Names of the fields of the form.</summary>
    public List<string> Fields => [.. Page.QuerySelectorAll("input, textarea").Select(f => f.GetAttribute("name")!).Distinct()];
}

/// <summary>A customer with a browser and a link: no key, no cookie, no script.</summary>
internal sealed partial class Browser(TestService service, string? languages = null)
{
    public Task<Sight> OpenAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    public Task<Sight> SubmitAsync(string path, params (string Field, string Value)[] form) => SendAsync(new HttpRequestMessage(HttpMethod.Post, path)
    {
        Content = new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Field, f.Value))),
    });

    public async Task<Sight> SendAsync(HttpRequestMessage request)
    {
        if (languages is not null)
            request.Headers.TryAddWithoutValidation("Accept-Language", languages);
        var response = await service.ClientOf().SendAsync(request);
        return new Sight(response.StatusCode, response, new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync()));
    }

    /// <summary>The path of the link in a message.</summary>
    public static string LinkIn(JsonNode message) => LinkPattern().Match(message.Text("body")) is { Success: true } found ? found.Value : throw new InvalidOperationException(message.Text("body"));

    [GeneratedRegex("/c/[0-9A-Za-z]{44}")]
    private static partial Regex LinkPattern();
}
