using System.Runtime.Versioning;

namespace RetentionApi.Platform.EmbeddedPostgres;

/// <summary>Runs initdb: UTF-8, ordered by code point (the same everywhere), letters as Unicode knows them, and a password for everybody.</summary>
internal static class ClusterMaker
{
    // The one who runs initdb for root may not be allowed to enter the folders above: both places are opened before.
    private const string Launcher = """cd / && exec 3<"$1" 4<"$2" && shift 2 && exec "$@" """;

    [UnsupportedOSPlatform("windows")]
    public static async Task MakeAsync(DataFolder folder, PostgresBinaries binaries, ServerUser? user, string superuser, bool isDurable, CancellationToken cancellationToken)
    {
        var unfinished = folder.ClusterInTheMaking;
        if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
        Directory.CreateDirectory(unfinished, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (user is not null)
        {
            await user.OwnAsync(unfinished, cancellationToken);
            await user.OwnAsync(folder.Password, cancellationToken);
        }

        string[] initDb =
        [
            binaries.InitDb, "-D", user is null ? unfinished : "/proc/self/fd/3", "--pwfile", user is null ? folder.Password : "/proc/self/fd/4",
            "--username", superuser, "--auth", "scram-sha-256", "--encoding", "UTF8",
            "--lc-collate", "C", "--lc-ctype", OperatingSystem.IsMacOS() ? "en_US.UTF-8" : "C.UTF-8", "--lc-messages", "C",
            .. isDurable ? Array.Empty<string>() : ["--no-sync"],
        ];
        await Command.RunAsync("/bin/sh", ["-c", Launcher, "sh", unfinished, folder.Password, .. user?.Prefix ?? [], .. initDb], cancellationToken);
        Directory.Move(unfinished, folder.Cluster);
    }
}
