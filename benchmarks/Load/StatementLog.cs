using System.Text.Json;
using System.Text.RegularExpressions;
using RetentionApi.Benchmarks.Stage;

namespace RetentionApi.Benchmarks.Load;

/// <summary>A statement as the service sent it.</summary>
/// <param name="Values">Its parameters in PostgreSQL's text form, by their place from 1; null is NULL.</param>
internal sealed record LoggedStatement(string Sql, IReadOnlyDictionary<int, string?> Values);

/// <summary>Records the very statements of a request from the server's own log.</summary>
internal sealed partial class StatementLog(BenchmarkStage stage)
{
    private const string ServiceName = "retention-requests", Off = "ALTER SYSTEM RESET log_statement", On = "ALTER SYSTEM SET log_statement = 'all'", Reload = "SELECT pg_reload_conf()";

    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(500);

    /// <param name="request">Must be the only one under way, and no pool or key must be looked up for the first time by it.</param>
    public async Task<IReadOnlyList<LoggedStatement>> RecordAsync(Func<Task> request, CancellationToken cancellationToken)
    {
        await SwitchAsync(On, cancellationToken);
        var lengths = Files().ToDictionary(file => file, file => new FileInfo(file).Length);
        await request();
        await SwitchAsync(Off, cancellationToken);
        return [.. Files().SelectMany(file => Lines(file, lengths.GetValueOrDefault(file))).Select(Parse).OfType<LoggedStatement>()];
    }

    private async Task SwitchAsync(string setting, CancellationToken cancellationToken)
    {
        await stage.RunAsync(setting, cancellationToken);
        await stage.RunAsync(Reload, cancellationToken);
        await Task.Delay(Settling, cancellationToken); // every backend takes it up before its next statement, once it has the signal
    }

    private IEnumerable<string> Files() => Directory.EnumerateFiles(stage.ServerLogs, "*.json").Order(StringComparer.Ordinal);

    private static IEnumerable<string> Lines(string file, long from)
    {
        using var reader = new StreamReader(file, new FileStreamOptions { Share = FileShare.ReadWrite });
        reader.BaseStream.Position = from;
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    private static LoggedStatement? Parse(string line)
    {
        using var entry = JsonDocument.Parse(line);
        string Text(string member) => entry.RootElement.TryGetProperty(member, out var value) ? value.GetString()! : "";
        return Text("application_name") == ServiceName && Execution().Match(Text("message")) is { Success: true } execution
            ? new LoggedStatement(execution.Groups[1].Value, Parameter().Matches(Text("detail")).ToDictionary(
                p => int.Parse(p.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture),
                p => p.Groups[2].Success ? p.Groups[2].Value.Replace("''", "'", StringComparison.Ordinal) : null))
            : null;
    }

    [GeneratedRegex(@"^(?:statement|execute [^:]+): (.*)$", RegexOptions.Singleline)]
    private static partial Regex Execution();

    [GeneratedRegex(@"\$(\d+) = (?:NULL|'((?:[^']|'')*)')")]
    private static partial Regex Parameter();
}
