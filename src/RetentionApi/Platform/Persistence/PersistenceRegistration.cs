using Microsoft.EntityFrameworkCore;
using Npgsql;
using RetentionApi.Platform.Security;

namespace RetentionApi.Platform.Persistence;

/// <summary>Makes contexts and scopes for a merchant, as the application or as the worker.</summary>
internal sealed class MerchantDatabases(Databases databases)
{
    private static readonly MerchantInterceptor Interceptor = new();

    private readonly DbContextOptions<RetentionDbContext> requests = Options(databases.Requests);

    private readonly DbContextOptions<RetentionDbContext> jobs = Options(databases.Jobs);

    public RetentionDbContext Context(Guid merchantId) => new(requests, merchantId);

    public RetentionDbContext JobContext(Guid merchantId) => new(jobs, merchantId);

    public MerchantScope Scope(Guid merchantId) => new(databases.Requests, merchantId);

    public MerchantScope JobScope(Guid merchantId) => new(databases.Jobs, merchantId);

    public MerchantScope DispatcherScope(Guid merchantId) => new(databases.Dispatcher, merchantId);

    public static DbContextOptions<RetentionDbContext> Options(NpgsqlDataSource source) => new DbContextOptionsBuilder<RetentionDbContext>()
        .UseNpgsql(source, npgsql => npgsql.UseNodaTime().SetPostgresVersion(15, 0).MigrationsAssembly("RetentionApi.Migrations"))
        .UseSnakeCaseNamingConvention()
        .AddInterceptors(Interceptor)
        .Options;
}

internal static class PersistenceRegistration
{
    public static IServiceCollection AddPersistence(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(_ =>
        {
            var application = configuration.GetConnectionString("Retention")
                ?? throw new InvalidOperationException("ConnectionStrings__Retention is not set: use ./run, or name a database.");
            return new Databases(application, configuration.GetConnectionString("RetentionWorker") ?? application);
        });
        services.AddSingleton<MerchantDatabases>();
        services.AddScoped(provider => provider.GetRequiredService<MerchantDatabases>().Context(provider.GetRequiredService<CallerContext>().MerchantId));
        services.AddScoped(provider => provider.GetRequiredService<MerchantDatabases>().Scope(provider.GetRequiredService<CallerContext>().MerchantId));
        return services;
    }
}
