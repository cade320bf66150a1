using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
namespace RetentionApi.Migrations;

internal static class FirstMerchant
{
    public static Task<string> ProvisionAsync(string application, string keyFile, CancellationToken cancellationToken) => Task.FromResult("ret_test_x");
}
internal static class Service
{
    public static async Task RunAsync(IReadOnlyDictionary<string, string?> configuration, Action<string> onReady, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(configuration);
        var app = builder.Build();
        app.MapGet("/health/live", () => "ok");
        await app.StartAsync(cancellationToken);
        onReady(app.Urls.First());
        await app.WaitForShutdownAsync(cancellationToken);
        await app.DisposeAsync();
    }
}
