using System.Net;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Platform.Time;

/// <summary>The source's own clock, by which the newest version wins, at every door where it is told. In a file the time of an order is its clock: see <see cref="Imports.ListRejectionsTests"/>.</summary>
public sealed class SourceClockTests(TestService service) : IClassFixture<TestService>
{
    private const string Barely = "2026-03-02T02:05:00Z", Ahead = "2026-03-02T02:05:01Z";

    private const string Order =
        """{"source":"shop","externalId":"o-1","placedAt":"2026-03-01T02:00:00Z","currency":"CNY","lines":[{"sku":"TEA","quantity":1,"unitPrice":{"amount":"1.00","currency":"CNY"}}],""";

    private const string Call = """{"source":"desk","externalId":"k-1","kind":"call","occurredAt":"2026-03-02T02:00:00Z",""";

    [Theory]
    [InlineData("customers", """{"source":"shop","externalId":"c-2","updatedAt":"@"}""", "/updatedAt")]
    [InlineData("products", """{"sku":"CUP","updatedAt":"@"}""", "/updatedAt")]
    [InlineData("orders", Order + """ "updatedAt":"@"}""", "/updatedAt")]
    [InlineData("orders", Order + """ "customer":{"source":"shop","externalId":"c-1","updatedAt":"@"}}""", "/customer/updatedAt")]
    [InlineData("orders", Order + """ "deliveries":[{"externalId":"d-1"},{"externalId":"d-2","updatedAt":"@"}]}""", "/deliveries/1/updatedAt")]
    [InlineData("orders/~shop:known/deliveries", """{"promisedAt":"2026-03-05T02:00:00Z","updatedAt":"@"}""", "/updatedAt")]
    [InlineData("interactions", Call + """ "customer":{"source":"shop","externalId":"c-1"},"updatedAt":"@"}""", "/updatedAt")]
    [InlineData("interactions", Call + """ "customer":{"source":"shop","externalId":"c-1","updatedAt":"@"}}""", "/customer/updatedAt")]
    public async Task A_version_from_the_future_keeps_no_later_one_out(string path, string body, string pointer)
    {
        var shop = await Shop.OpenAsync(service);
        await shop.Client.PostAsync("/v1/orders", Sample.Order("known")).JsonAsync(HttpStatusCode.Created);

        var refused = await shop.Client.PostAsync($"/v1/{path}", body.Replace("@", Ahead, StringComparison.Ordinal)).JsonAsync(HttpStatusCode.UnprocessableEntity);

        (refused.Text("code"), refused["errors"]![0]!.Text("pointer")).Should().Be(("request.updated_in_future", pointer));
        await shop.Client.PostAsync($"/v1/{path}", body.Replace("@", Barely, StringComparison.Ordinal)).JsonAsync(HttpStatusCode.Created);
    }
}
