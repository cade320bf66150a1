using System.Net;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using NodaTime;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Reports;

/// <summary>A shop whose months are counted before each report.</summary>
internal sealed record ReportShop(Shop Shop)
{
    public HttpClient Client => Shop.Client;

    public static async Task<ReportShop> OpenAsync(TestService service, Instant? at = null) => new(await Shop.OpenAsync(service, at));

    /// <param name="customer">Null: nobody.</param>
    public async Task OrderAsync(string order, string? customer, string placedAt, string amount, string currency = "CNY", Func<Dictionary<string, object>, Dictionary<string, object>>? with = null)
    {
        var body = new Dictionary<string, object>
        {
            ["source"] = "shop",
            ["externalId"] = order,
            ["placedAt"] = placedAt,
            ["currency"] = currency,
            ["lines"] = new[] { new { sku = "TEA-1", quantity = 1, unitPrice = new { amount, currency } } },
        };
        if (customer is not null)
            body["customer"] = new { source = "shop", externalId = customer };
        using var answer = await Client.PostAsync("/v1/orders", with?.Invoke(body) ?? body);
        answer.IsSuccessStatusCode.Should().BeTrue(await answer.Content.ReadAsStringAsync());
        await Shop.DispatchAsync();
    }

    /// <summary>Somebody said on that day why they leave.</summary>
    public async Task TellAsync(string customer, string toldAt, string cause)
    {
        var id = (await Client.GetAsync($"/v1/customers/~shop:{customer}").JsonAsync())["customer"]!.Text("id");
        await Client.PostAsync("/v1/defections", new { customerId = id, cause, toldAt }).JsonAsync(HttpStatusCode.Created);
        await Shop.DispatchAsync();
    }

    public async Task<JsonNode> ReportAsync(string report)
    {
        await CountAsync();
        return await Client.GetAsync($"/v1/reports/{report}").JsonAsync();
    }

    public Task CountAsync() => Shop.RunAsync("month-counts");

    /// <summary>Lines by column.</summary>
    public async Task<List<Dictionary<string, string>>> CsvAsync(string report)
    {
        var lines = (await Client.GetStringAsync($"/v1/reports/{report}{(report.Contains('?', StringComparison.Ordinal) ? '&' : '?')}format=csv")).TrimEnd().Split("\r\n").Select(line => line.Split(',')).ToList();
        return [.. lines.Skip(1).Select(line => lines[0].Zip(line).ToDictionary(c => c.First, c => c.Second))];
    }

    /// <summary>The picture, and all words in it.</summary>
    public async Task<(XElement Svg, string[] Words)> PictureAsync(string report, string language = "en")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/reports/{report}");
        request.Headers.TryAddWithoutValidation("Accept", "image/svg+xml");
        request.Headers.TryAddWithoutValidation("Accept-Language", language);
        using var answer = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        answer.Content.Headers.ContentType?.MediaType.Should().Be("image/svg+xml", await answer.Content.ReadAsStringAsync());
        var svg = XElement.Parse(await answer.Content.ReadAsStringAsync());
        return (svg, [.. svg.Descendants().Where(e => e.Name.LocalName is "text" or "title" or "desc").Select(e => e.Value)]);
    }
}
