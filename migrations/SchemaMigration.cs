using Hangfire.PostgreSql;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Migrations;

/// <summary>Brings roles, schema and Hangfire's tables to this version. May run twice, and at once with others.</summary>
public static class SchemaMigration
{
    /// <summary>Connection strings: the owner's login (superuser, or one that may create roles), the application's and the worker's.
    /// The latter two's logins are made with their passwords where they do not exist.</summary>
    public static async Task MigrateAsync(string owner, string application, string worker, CancellationToken cancellationToken)
    {
        await Roles.EnsureAsync(owner, application, worker, cancellationToken);
        await using var source = Source(owner, Roles.Owner);
        await using var context = new RetentionDbContext(Options(source), Guid.Empty);
        await context.Database.MigrateAsync(cancellationToken);
        await context.Database.ExecuteSqlRawAsync($"GRANT SELECT ON \"__EFMigrationsHistory\" TO {Roles.Application}", cancellationToken); // readiness asks for the version
        await InstallHangfireAsync(owner, cancellationToken);
    }

    /// <summary>The options of the model without the merchant's context, which is not there before the first migration.</summary>
    internal static DbContextOptions<RetentionDbContext> Options(NpgsqlDataSource source) => new DbContextOptionsBuilder<RetentionDbContext>()
        .UseNpgsql(source, npgsql => npgsql.UseNodaTime().SetPostgresVersion(15, 0).MigrationsAssembly(typeof(SchemaMigration).Assembly.GetName().Name))
        .UseSnakeCaseNamingConvention()
        .ReplaceService<IMigrationsSqlGenerator, MerchantTableSqlGenerator>()
        .Options;

    internal static NpgsqlDataSource Source(string connectionString, string role)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, Options = $"-c role={role}" };
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        builder.UseNodaTime();
        return builder.Build();
    }

    private static async Task InstallHangfireAsync(string owner, CancellationToken cancellationToken)
    {
        await using var source = Source(owner, Roles.Worker);
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        PostgreSqlObjectsInstaller.Install(connection, "hangfire");
    }
}
