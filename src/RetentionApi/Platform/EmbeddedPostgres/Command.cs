using System.ComponentModel;
using System.Diagnostics;

namespace RetentionApi.Platform.EmbeddedPostgres;

/// <summary>A program that is run to its end.</summary>
internal static class Command
{
    /// <returns>What it wrote to standard output.</returns>
    /// <exception cref="PostgresClusterException">It could not be started, or ended with another code than 0; the message holds what it said.</exception>
    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Start(start);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return process.ExitCode == 0
            ? await output
            : throw new PostgresClusterException($"{program} ended with code {process.ExitCode}: {(await errors + await output).Trim()}");
    }

    public static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception cause)
        {
            throw new PostgresClusterException($"{start.FileName} cannot be started: {cause.Message}", cause);
        }
    }
}
