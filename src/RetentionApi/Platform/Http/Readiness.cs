using Microsoft.Extensions.Diagnostics.HealthChecks;
using NodaTime;
using Npgsql;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Time;

namespace RetentionApi.Platform.Http;

/// <summary>Ready means: the database answers, and as a role that row-level security binds.</summary>
internal sealed class DatabaseReadiness(Databases databases) : IHealthCheck
{
    private const string WhoAmI = """
        SELECT r.rolsuper OR r.rolbypassrls OR EXISTS (SELECT 1 FROM pg_tables t WHERE t.schemaname = 'public' AND t.tableowner = r.rolname)
        FROM pg_roles r WHERE r.rolname = current_user
        """;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var connection = await databases.Requests.OpenConnectionAsync(cancellationToken);
            await using var command = new NpgsqlCommand(WhoAmI, connection);
            return await command.ExecuteScalarAsync(cancellationToken) is true
                ? HealthCheckResult.Unhealthy("The database role is superuser, bypasses row-level security or owns the tables: merchants would not be isolated.")
                : HealthCheckResult.Healthy();
        }
        catch (NpgsqlException)
        {
            return HealthCheckResult.Unhealthy("The database is away.");
        }
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
