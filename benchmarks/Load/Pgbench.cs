using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using RetentionApi.Benchmarks.Stage;

namespace RetentionApi.Benchmarks.Load;

/// <summary>PostgreSQL's own load generator: sixteen clients with prepared statements, as the application's role.</summary>
internal static partial class Pgbench
{
    /// <param name="scripts">Each is as likely as the others.</param>
    /// <returns>Transactions a second, after a warm-up.</returns>
    public static async Task<double> MeasureAsync(BenchmarkStage stage, IEnumerable<string> scripts, CancellationToken cancellationToken)
    {
        var files = new List<string>();
        foreach (var script in scripts)
        {
            files.Add(Path.Combine(stage.Folder, $"pgbench-{files.Count}.sql"));
            await File.WriteAllTextAsync(files[^1], script, cancellationToken);
        }

        await RunAsync(stage, files, stage.Options.Warming, cancellationToken);
        return await RunAsync(stage, files, stage.Options.Measured, cancellationToken);
    }

    private static async Task<double> RunAsync(BenchmarkStage stage, List<string> files, TimeSpan duration, CancellationToken cancellationToken)
    {
        var login = new NpgsqlConnectionStringBuilder(stage.Logins.Application);
        string[] arguments =
        [
            "--no-vacuum", "--protocol=prepared", "--client=16", "--jobs=2", $"--time={Math.Max(1, (int)duration.TotalSeconds)}", $"--random-seed={Environment.TickCount64}",
            $"--host={login.Host}", $"--port={login.Port}", $"--username={login.Username}", .. files.Select(file => $"--file={file}"), login.Database!,
        ];
        var start = new ProcessStartInfo(Path.Combine(stage.Programs, "pgbench"), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PGPASSWORD"] = login.Password;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 && Rate().Match(output) is { Success: true } rate
            ? double.Parse(rate.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"pgbench: {(await errors)[..Math.Min(4000, (await errors).Length)]}");
    }

    [GeneratedRegex(@"^tps = ([\d.]+)", RegexOptions.Multiline)]
    private static partial Regex Rate();
}
