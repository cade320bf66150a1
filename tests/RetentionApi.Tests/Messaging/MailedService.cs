using System.Net;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Messaging;

/// <summary>The service, with a mail server to send by.</summary>
public sealed class MailedService : IAsyncLifetime
{
    public MailedService(TestDatabaseServer server) => Service = new TestService(server)
    {
        Settings = new() { ["Mail:Host"] = "127.0.0.1", ["Mail:Port"] = $"{Mail.Port}", ["Mail:Security"] = "None" },
    };

    public MailServer Mail { get; } = new();

    public TestService Service { get; }

    public ValueTask InitializeAsync() => Service.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        Mail.Dispose();
    }

    /// <summary>A shop that has a sender.</summary>
    internal async Task<Shop> OpenAsync()
    {
        var shop = await Shop.OpenAsync(Service);
        await SendFromAsync(shop, "care@tea.example").JsonAsync();
        return shop;
    }

    internal static Task<HttpResponseMessage> SendFromAsync(Shop shop, string mailFrom) => shop.Client.PatchAsync("/v1/merchant", new { mailFrom }, "\"1\"");
}

internal static class MailedShops
{
    /// <summary>A customer asked, and was answered.</summary>
    public static async Task<Guid> AnswerAsync(this Shop shop, string email)
    {
        var customer = await shop.ReportAsync(email, new() { ["email"] = email });
        var enquiry = await shop.Client.PostAsync("/v1/interactions", new
        {
            source = "shop",
            externalId = $"e-{email}",
            kind = "enquiry",
            direction = "inbound",
            occurredAt = Shop.Text(shop.Service.Clock.GetCurrentInstant()),
            customerId = customer,
            summary = "How hot?",
        }).JsonAsync(HttpStatusCode.Created);
        await shop.Client.PostAsync($"/v1/interactions/{enquiry.Text("id")}/answer", new { text = "80 °C" }).JsonAsync();
        return customer;
    }
}
