using Microsoft.Extensions.Diagnostics.HealthChecks;
using NodaTime;
using Npgsql;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Time;

namespace RetentionApi.Platform.Http;

/// <summary>Ready means: the database answers, to both logins as roles that row-level security binds, and its schema is ours or newer.</summary>
internal sealed class DatabaseReadiness(Databases databases) : IHealthCheck
{
    /// <summary>Who may act as a table's owner is bound as little as the owner.</summary>
    private const string IsAbovePolicies = """
        SELECT r.rolsuper OR r.rolbypassrls OR EXISTS (SELECT 1 FROM pg_tables t WHERE t.schemaname = 'public' AND pg_has_role(r.oid, t.tableowner, 'USAGE'))
        FROM pg_roles r WHERE r.rolname = current_user
        """;

    private const string IsMigrated = $"""SELECT EXISTS (SELECT 1 FROM "__EFMigrationsHistory" WHERE migration_id >= '{SchemaVersion.Newest}')""";

    private const string NotMigrated = "The schema is older than the service: migrate it first.";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            if (await IsTrueAsync(databases.Requests, IsAbovePolicies, cancellationToken) || await IsTrueAsync(databases.Jobs, IsAbovePolicies, cancellationToken))
                return HealthCheckResult.Unhealthy("A database role is superuser, bypasses row-level security or owns the tables: merchants would not be isolated.");
            return await IsTrueAsync(databases.Requests, IsMigrated, cancellationToken)
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy(NotMigrated);
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InsufficientPrivilege)
        {
            return HealthCheckResult.Unhealthy(NotMigrated);
        }
        catch (NpgsqlException)
        {
            return HealthCheckResult.Unhealthy("The database is away.");
        }
    }

    private static async Task<bool> IsTrueAsync(NpgsqlDataSource source, string question, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(question, connection);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }
}

internal static class Readiness
{
    public static Task WriteAsync(HttpContext context, HealthReport report)
    {
        var clock = context.RequestServices.GetRequiredService<IClock>();
        return context.Response.WriteAsJsonAsync(new
        {
            Status = report.Status.ToString(),
            Problems = report.Entries.Where(e => e.Value.Status != HealthStatus.Healthy).ToDictionary(e => e.Key, e => e.Value.Description),
            Clock = new { Now = clock.GetCurrentInstant(), IsShifted = clock is ProductClock { IsShifted: true } },
        }, JsonDefaults.Options);
    }
}
