using System.Runtime.InteropServices;

namespace RetentionApi.Migrations;

/// <summary>Ctrl-C, a request to end, a closed terminal: what is under way is cancelled and cleaned up. The second time the process just ends.</summary>
internal sealed class StopSignal : IDisposable
{
    private readonly CancellationTokenSource source = new();

    private readonly PosixSignalRegistration[] registrations;

    public StopSignal() => registrations =
        [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, Stop))];

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        foreach (var registration in registrations) registration.Dispose();
        source.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = !source.IsCancellationRequested;
        source.Cancel();
    }
}
