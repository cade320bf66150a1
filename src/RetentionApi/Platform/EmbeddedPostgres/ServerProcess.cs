using System.Diagnostics;

namespace RetentionApi.Platform.EmbeddedPostgres;

/// <summary>A started server and the shell that watches over it; it stops when we ask, and also when we die of a kill -9.</summary>
internal sealed class ServerProcess : IDisposable
{
    // Nothing is ever written to the shell's input (4): its end comes when we close it, or when our process ends in whatever way.
    // A server started by root may not be allowed to enter the folders above its own, so it gets its own opened (3), and stands in /.
    private const string Watcher = """
        cd / && exec 3<"$1/cluster" 4<&0 </dev/null >>"$1/server.log" 2>&1 || exit
        shift
        "$@" 4<&- &
        server=$!
        { read -r never <&4; kill -INT "$server"; } &
        watcher=$!
        wait "$server"
        code=$?
        kill "$watcher" 2>/dev/null
        exit "$code"
        """;

    private readonly Process shell;

    private ServerProcess(Process shell) => this.shell = shell;

    public bool HasExited => shell.HasExited;

    /// <summary>Starts it in a session of its own, so that a Ctrl-C in the terminal reaches us and not it.</summary>
    public static ServerProcess Start(string folder, IEnumerable<string> command)
    {
        var session = File.Exists("/usr/bin/setsid") || File.Exists("/bin/setsid") ? ["setsid"] : new[] { "perl", "-MPOSIX", "-e", "setsid; exec @ARGV" };
        var start = new ProcessStartInfo(session[0], [.. session[1..], "/bin/sh", "-c", Watcher, "sh", folder, .. command]) { RedirectStandardInput = true };
        return new ServerProcess(Command.Start(start));
    }

    /// <summary>A fast shutdown: sessions are ended, everything is written. When cancelled the server is killed; the next start recovers.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        shell.StandardInput.Close();
        try
        {
            await shell.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            shell.Kill(entireProcessTree: true);
            await shell.WaitForExitAsync(CancellationToken.None);
        }
    }

    public void Dispose() => shell.Dispose();
}
