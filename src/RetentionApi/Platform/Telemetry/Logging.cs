using Serilog;
using Serilog.Formatting.Compact;

namespace RetentionApi.Platform.Telemetry;

internal static class Logging
{
    /// <summary>One JSON object a line for machines; readable lines where a person looks at a terminal.</summary>
    public static WebApplicationBuilder AddLogging(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Services.AddSerilog(logger =>
        {
            logger.ReadFrom.Configuration(builder.Configuration).Enrich.FromLogContext();
            if (Console.IsOutputRedirected)
                logger.WriteTo.Console(new CompactJsonFormatter());
            else
                logger.WriteTo.Console(formatProvider: System.Globalization.CultureInfo.InvariantCulture);
        }, writeToProviders: true);
        return builder;
    }
}
