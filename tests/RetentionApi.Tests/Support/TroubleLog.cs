using Microsoft.Extensions.Logging;

namespace RetentionApi.Tests.Support;

/// <summary>What a service said last of its troubles, for the message of a test that fails.</summary>
internal sealed class TroubleLog : ILoggerProvider, ILogger
{
    private static string last = "";

    /// <summary>Of whichever test: a request does not know whose it is.</summary>
    public static string Last => last;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
            last = $"{logLevel}: {formatter(state, exception)} {exception}";
    }

    public void Dispose()
    {
    }
}
