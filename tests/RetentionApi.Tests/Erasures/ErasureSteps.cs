using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using RetentionApi.Platform.Operations;
using RetentionApi.Tests.Imports;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Erasures;

/// <summary>What an admin does for somebody who asks to be forgotten, or what is known.</summary>
internal static class ErasureSteps
{
    public static Task<HttpResponseMessage> DeleteAsync(this HttpClient client, string path, string? ifMatch)
    {
        var request = new HttpRequestMessage(HttpMethod.Delete, path);
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return client.SendAsync(request);
    }

    public static Task<JsonNode> BeginErasureAsync(this Shop shop, object customer) => shop.Client.DeleteAsync($"/v1/customers/{customer}", "*").JsonAsync(HttpStatusCode.Accepted);

    /// <summary>From the decision to the last look.</summary>
    /// <returns>The operation.</returns>
    public static async Task<JsonNode> EraseAsync(this Shop shop, TestService service, object customer)
    {
        var begun = await shop.BeginErasureAsync(customer);
        await service.RunWorkAsync("erasure");
        service.Clock.Advance(Duration.FromMinutes(3));
        await shop.RunAsync("last-look-at-erased");
        return await shop.Merchant.OperationAsync(begun.Text("id"));
    }

    /// <returns>The operation.</returns>
    public static async Task<JsonNode> ExportAsync(this Shop shop, TestService service, object customer, string format)
    {
        var begun = await shop.Client.GetAsync($"/v1/customers/{customer}/export?format={format}").JsonAsync(HttpStatusCode.Accepted);
        await service.RunWorkAsync("customerExport");
        return await shop.Merchant.OperationAsync(begun.Text("id"));
    }

    public static async Task<byte[]> DownloadAsync(this Shop shop, JsonNode operation) => await shop.Client.GetByteArrayAsync(operation["result"]!.Text("href"));

    /// <summary>Does what the worker does with operations of one kind, until nothing is queued.</summary>
    public static Task RunWorkAsync(this TestService service, string kind) => service.RunOperationsAsync(service.Services.GetServices<IOperationWork>().Single(w => w.Kind == kind));
}
