using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Platform.Http;

/// <summary>Over the real server: the limit is its own, and the in-memory one has none.</summary>
public sealed class LargeBodyTests(TestService service) : IClassFixture<TestService>
{
    private const int Limit = 1 << 20;

    [Theory]
    [InlineData(null, false)]
    [InlineData("k-1", false)]
    [InlineData(null, true)]
    public async Task A_body_over_the_limit_is_refused_with_a_problem(string? idempotencyKey, bool isChunked)
    {
        using var response = await PostAsync(Limit + 1, idempotencyKey, isChunked);

        response.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.Text("code").Should().Be("request.too_large");
    }

    [Fact]
    public async Task A_body_of_just_the_limit_is_read()
    {
        using var response = await PostAsync(Limit, null, isChunked: false);

        response.StatusCode.Should().Be(HttpStatusCode.Created);
    }

    private async Task<HttpResponseMessage> PostAsync(int bytes, string? idempotencyKey, bool isChunked)
    {
        var shop = await service.NewMerchantAsync();
        await using var server = service.Another("Jobs:Server", "false");
        server.UseKestrel(0);
        using var client = server.CreateClient();
        var body = """{"name":"Ann"}""";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/customers") { Content = new StringContent(body + new string(' ', bytes - body.Length), Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new("Bearer", shop.Key);
        request.Headers.ExpectContinue = true;
        request.Headers.TransferEncodingChunked = isChunked ? true : null;
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        return await client.SendAsync(request);
    }
}
