using System.Net;
using Microsoft.AspNetCore.Mvc.Testing;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Platform.Http;

/// <summary>Over a real server: the one in memory decodes a path in its own manner.</summary>
public sealed class ExternalKeyTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task A_storefronts_id_is_decoded_once_whatever_is_in_it()
    {
        await using var server = Serve();
        var client = await ClientAsync(server);
        string[] ids = ["A B", "A%20B", "a/b", "a%2Fb", "a%252Fb", "a+b", "a:b", "王芳", "100%", "~", "?&=#"];
        foreach (var id in ids)
            await client.PostAsync("/v1/customers", new { source = "shop", externalId = id, name = $"who is {id}" }).JsonAsync(HttpStatusCode.Created);

        foreach (var id in ids)
        {
            var found = await client.GetAsync($"/v1/customers/~shop:{Uri.EscapeDataString(id)}").JsonAsync();
            found["customer"]!.Text("name").Should().Be($"who is {id}");
        }
    }

    [Theory]
    [InlineData("~shop%3Ac-1")]
    [InlineData("%7Eshop:c-1")]
    [InlineData("~shop:c%2D1")]
    public async Task More_may_be_encoded_than_has_to_be(string key)
    {
        await using var server = Serve();
        var client = await ClientAsync(server);
        await client.PostAsync("/v1/customers", new { source = "shop", externalId = "c-1", name = "Ann" }).JsonAsync(HttpStatusCode.Created);

        (await client.GetAsync($"/v1/customers/{key}/timeline").JsonAsync())["items"]!.AsArray().Should().NotBeEmpty();
    }

    private WebApplicationFactory<Program> Serve()
    {
        var server = service.Another("urls", "http://127.0.0.1:0");
        server.UseKestrel();
        server.StartServer();
        return server;
    }

    private async Task<HttpClient> ClientAsync(WebApplicationFactory<Program> server)
    {
        var client = server.CreateClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", (await service.NewMerchantAsync()).Key);
        return client;
    }
}
