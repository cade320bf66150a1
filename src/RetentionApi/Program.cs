using RetentionApi.CustomerPages;
using RetentionApi.Platform.Errors;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Jobs;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.OpenApi;
using RetentionApi.Platform.Operations;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;
using RetentionApi.Platform.Telemetry;
using RetentionApi.Platform.Time;

namespace RetentionApi;

/// <summary>The service: a list of what it is made of.</summary>
public sealed class Program
{
    private Program()
    {
    }

    public static async Task<int> Main(string[] args)
    {
        if (args is ["health", var address]) return await HealthProbe.AskAsync(address);
        await Build(args).RunAsync();
        return 0;
    }

    /// <summary>Everything registered and mapped; nothing started.</summary>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args).AddLogging();
        builder.Services
            .AddMeasurements(builder.Configuration)
            .AddProductClock(builder.Configuration)
            .AddPersistence(builder.Configuration)
            .AddSecurity(builder.Configuration)
            .AddMediation()
            .AddOutbox(builder.Configuration)
            .AddOperations(builder.Configuration)
            .AddJobs(builder.Configuration)
            .AddHttp()
            .AddCapabilities(builder.Configuration)
            .AddOpenApiDescription();

        var app = builder.Build();
        app.UseHttp();
        app.UseOpenApiDescription();
        app.MapHealth();
        app.MapProblemPages();
        app.MapCustomerPages();
        app.MapJobsDashboard();
        app.MapVersion1().MapCapabilities();
        return app;
    }
}
