using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Testing;
using RetentionApi.Domain.Common;
using RetentionApi.Merchants;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Tests.Support;

/// <summary>The whole service of a test class (<c>IClassFixture&lt;TestService&gt;</c>) on a database of its own, with a clock that stands until it is moved.
/// Dispatcher and jobs run when a test says so.</summary>
public sealed class TestService(TestDatabaseServer server) : IAsyncLifetime
{
    /// <summary>A Monday, ten in the morning in Shanghai.</summary>
    public static readonly Instant Start = Instant.FromUtc(2026, 3, 2, 2, 0);

    private WebApplicationFactory<Program>? factory;

    public TestDatabase Database { get; } = new(server);

    /// <summary>For the classes that prove that it works by itself.</summary>
    public bool IsDispatching { get; init; }

    /// <summary>What is configured besides.</summary>
    public Dictionary<string, string> Settings { get; init; } = [];

    public FakeClock Clock { get; } = new(Start);

    public LogBook Logs { get; } = new();

    public IServiceProvider Services => factory!.Services;

    public async ValueTask InitializeAsync()
    {
        await Database.InitializeAsync();
        factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host => Settings.Aggregate(host, (set, setting) => set.UseSetting(setting.Key, setting.Value))
            .UseSetting("ConnectionStrings:Retention", Database.Application)
            .UseSetting("ConnectionStrings:RetentionWorker", Database.Worker)
            .UseSetting("Dispatcher:Enabled", IsDispatching ? "true" : "false")
            .UseSetting("Jobs:Server", "false")
            .ConfigureTestServices(services => services
                .AddLogging(logging => logging.AddProvider(new TroubleLog()).AddProvider(Logs))
                .Replace(ServiceDescriptor.Singleton<IClock>(Clock))));
    }

    public async ValueTask DisposeAsync()
    {
        await factory!.DisposeAsync();
        await Database.DisposeAsync();
    }

    /// <summary>A merchant in Shanghai with a client that holds a key of these scopes (admin and operator where none is named).</summary>
    public async Task<TestMerchant> NewMerchantAsync(params string[] scopes)
    {
        var now = Clock.GetCurrentInstant();
        var merchant = new NewMerchant(Ids.New(now), "Tea & Kettle", "Asia/Shanghai", "zh-CN", "CNY");
        var key = ApiKey.New(merchant.Id, isTest: true);
        await using (var batch = Services.GetRequiredService<Databases>().Requests.CreateBatch())
        {
            batch.AddMerchant(merchant, key, scopes.Length == 0 ? [Scopes.Admin, Scopes.Operator] : scopes, now);
            await batch.ExecuteNonQueryAsync();
        }

        return new TestMerchant(merchant.Id, key.Text, ClientOf(key.Text));
    }

    /// <summary>Does what the dispatcher does, until nothing of the merchant is due.</summary>
    public async Task DispatchAsync(TestMerchant merchant)
    {
        while (await Services.GetRequiredService<OutboxBatches>().RunAsync(merchant.Id, TestContext.Current.CancellationToken) > 0)
        {
        }
    }

    /// <summary>The same for every merchant of the database, those of other tests too.</summary>
    public async Task DispatchEverybodyAsync()
    {
        var batches = Services.GetRequiredService<OutboxBatches>();
        foreach (var merchantId in await Services.GetRequiredService<OutboxSweep>().LookAsync(TestContext.Current.CancellationToken))
            while (await batches.RunAsync(merchantId, TestContext.Current.CancellationToken) > 0)
            {
            }
    }

    /// <summary>Another instance of the service on the same database, set otherwise; the caller disposes of it.</summary>
    public WebApplicationFactory<Program> Another(string setting, string value) => factory!.WithWebHostBuilder(host => host.UseSetting(setting, value));

    public HttpClient ClientOf(string? key = null)
    {
        var client = factory!.CreateDefaultClient(new CookieContainerHandler(), new DocumentedProblems(Services));
        if (key is not null)
            client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return client;
    }
}

public sealed record TestMerchant(Guid Id, string Key, HttpClient Client);
