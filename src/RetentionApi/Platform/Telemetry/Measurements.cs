using Npgsql;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using RetentionApi.Platform.Outbox;

namespace RetentionApi.Platform.Telemetry;

internal static class Measurements
{
    /// <summary>Metrics and traces by OTLP, where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says to whom; else nothing is measured.</summary>
    public static IServiceCollection AddMeasurements(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not { Length: > 0 })
            return services;
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("RetentionApi"))
            .WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation().AddRuntimeInstrumentation().AddNpgsqlInstrumentation().AddMeter(OutboxLag.Meter).AddOtlpExporter())
            .WithTracing(traces => traces.AddAspNetCoreInstrumentation().AddNpgsql().AddOtlpExporter());
        return services;
    }
}
