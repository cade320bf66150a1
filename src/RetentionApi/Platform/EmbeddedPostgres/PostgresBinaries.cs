using System.Globalization;
using System.Text.RegularExpressions;

namespace RetentionApi.Platform.EmbeddedPostgres;

/// <summary>The folder of an installed PostgreSQL server's programs.</summary>
/// <param name="Folder">Holds <c>postgres</c> and <c>initdb</c>.</param>
/// <param name="MajorVersion">At least <see cref="OldestVersion"/>.</param>
internal sealed partial record PostgresBinaries(string Folder, int MajorVersion)
{
    public const int OldestVersion = 15;

    // Debian and Ubuntu; postgresql.org's packages for Fedora and its like; Homebrew on Apple silicon and Intel; Postgres.app.
    private static readonly string[] VersionedParents =
        ["/usr/lib/postgresql", "/usr", "/opt/homebrew/opt", "/usr/local/opt", "/Applications/Postgres.app/Contents/Versions"];

    public string Server => Path.Combine(Folder, "postgres");

    public string InitDb => Path.Combine(Folder, "initdb");

    /// <summary>Looks in the folder that the environment variable PG_BIN names and, without one, on the PATH and where packages put it.</summary>
    /// <returns>The newest; or the one of <paramref name="majorVersion"/>, when a data folder was made by it; null where there is none.</returns>
    public static async Task<PostgresBinaries?> FindAsync(int? majorVersion, CancellationToken cancellationToken)
    {
        PostgresBinaries? best = null;
        foreach (var folder in CandidateFolders().Distinct().Where(folder => File.Exists(Path.Combine(folder, "postgres")) && File.Exists(Path.Combine(folder, "initdb"))))
        {
            var version = await VersionOfAsync(folder, cancellationToken);
            if (version >= OldestVersion && version == (majorVersion ?? version) && version > (best?.MajorVersion ?? 0))
            {
                best = new PostgresBinaries(folder, version);
            }
        }

        return best;
    }

    private static IEnumerable<string> CandidateFolders()
    {
        if (Environment.GetEnvironmentVariable("PG_BIN") is { Length: > 0 } chosen) return [chosen];
        var onThePath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var packaged = VersionedParents.Where(Directory.Exists)
            .SelectMany(parent => Directory.EnumerateDirectories(parent))
            .Where(folder => VersionedFolder().IsMatch(Path.GetFileName(folder)))
            .Select(folder => Path.Combine(folder, "bin"));
        return onThePath.Concat(packaged);
    }

    private static async Task<int> VersionOfAsync(string folder, CancellationToken cancellationToken)
    {
        var answer = await Command.RunAsync(Path.Combine(folder, "postgres"), ["--version"], cancellationToken);
        var version = VersionNumber().Match(answer);
        return version.Success ? int.Parse(version.Value, CultureInfo.InvariantCulture) : 0;
    }

    [GeneratedRegex(@"^(\d+|pgsql-\d+|postgresql(@\d+)?)$")]
    private static partial Regex VersionedFolder();

    // "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)", "postgres (PostgreSQL) 18beta1"
    [GeneratedRegex(@"(?<=\(PostgreSQL\) )\d+")]
    private static partial Regex VersionNumber();
}
