using System.Globalization;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Compact;
using Serilog.Settings.Configuration;

namespace RetentionApi.Platform.Telemetry;

internal static class Logging
{
    /// <summary>Told, because looking for them needs RetentionApi.deps.json, which is not beside us where the migrator is published with us.</summary>
    private static readonly ConfigurationReaderOptions Sinks = new(typeof(ConsoleLoggerConfigurationExtensions).Assembly);

    /// <summary>To standard error: one JSON object a line for machines, readable lines where a person looks at a terminal.</summary>
    public static WebApplicationBuilder AddLogging(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Services.AddSerilog(logger =>
        {
            logger.ReadFrom.Configuration(builder.Configuration, Sinks).Enrich.FromLogContext();
            if (Console.IsErrorRedirected)
                logger.WriteTo.Console(new CompactJsonFormatter(), standardErrorFromLevel: LogEventLevel.Verbose);
            else
                logger.WriteTo.Console(formatProvider: CultureInfo.InvariantCulture, standardErrorFromLevel: LogEventLevel.Verbose);
        }, writeToProviders: true);
        return builder;
    }
}
