using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using RetentionApi.Platform.Operations;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Merchants.Policies;

/// <summary>What tests of policies and playbooks do over and over.</summary>
internal static class PolicySteps
{
    /// <summary>Does the operations of a kind that wait.</summary>
    public static async Task WorkAsync(this TestService service, string kind)
    {
        var work = service.Services.GetServices<IOperationWork>().Single(w => w.Kind == kind);
        while (await service.Services.GetRequiredService<OperationRuns>().RunNextAsync(work, TestContext.Current.CancellationToken))
        {
        }
    }

    /// <summary>Asks for an operation, sees it done, and reads what came of it.</summary>
    public static async Task<JsonNode> ResultAsync(this TestService service, Shop shop, string kind, string path, object body)
    {
        var asked = await shop.Client.PostAsync(path, body).JsonAsync(HttpStatusCode.Accepted);
        await service.WorkAsync(kind);
        var operation = await shop.Client.GetAsync($"/v1/operations/{asked.Text("id")}").JsonAsync();
        operation.Text("status").Should().Be("succeeded", operation.ToJsonString());
        return operation["result"]!;
    }

    /// <summary>The customer asked something and was answered at once.</summary>
    public static async Task AnswerEnquiryAsync(this TestService service, Shop shop, Guid customerId)
    {
        var now = service.Clock.GetCurrentInstant();
        var enquiry = await shop.Client.PostAsync("/v1/interactions", new
        {
            source = "shop",
            externalId = $"i-{customerId}",
            kind = "enquiry",
            direction = "inbound",
            channel = "email",
            occurredAt = Shop.Text(now),
            customerId,
            productSku = "TEA-1",
        }).JsonAsync(HttpStatusCode.Created);
        service.Clock.Advance(Duration.FromMinutes(10));
        await shop.Client.PostAsync($"/v1/interactions/{enquiry.Text("id")}/answer", new { text = "Yes." }).JsonAsync();
        await shop.DispatchAsync();
    }
}
