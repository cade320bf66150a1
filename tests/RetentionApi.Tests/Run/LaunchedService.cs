using System.Diagnostics;

namespace RetentionApi.Tests.Run;

/// <summary>The program behind <c>./run</c> as a process of its own, on any free port.</summary>
internal sealed class LaunchedService : IDisposable
{
    private const string Ready = "Ready: ", Page = "/swagger";

    private readonly Process process;

    private LaunchedService(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    /// <returns>The service once it said that it is ready.</returns>
    public static async Task<LaunchedService> StartAsync(string dataFolder, CancellationToken cancellationToken, params string[] options)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "RetentionApi.Migrations.dll");
        var start = new ProcessStartInfo("dotnet", [program, "run", "--port", "0", "--data", dataFolder, .. options]) { RedirectStandardOutput = true };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("ConnectionStrings__", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        var process = Process.Start(start)!;
        try
        {
            while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
                if (line.StartsWith(Ready, StringComparison.Ordinal) && line.EndsWith(Page, StringComparison.Ordinal))
                    return new LaunchedService(process, new Uri(line[Ready.Length..^Page.Length]));
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }

        throw new InvalidOperationException("It ended before it was ready.");
    }

    /// <summary>As by kill -9: it gets no chance to clean up.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        process.Kill();
        await process.WaitForExitAsync(cancellationToken);
    }

    /// <returns>Its exit code.</returns>
    public async Task<int> TerminateAsync(CancellationToken cancellationToken)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -TERM {process.Id}"]);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }

    public void Dispose()
    {
        process.Kill();
        process.Dispose();
    }
}
