using System.Globalization;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using RetentionApi.Platform.Security;

namespace RetentionApi.Platform.EmbeddedPostgres;

/// <summary>Where an embedded server keeps what is its own; ours alone as long as this object lives.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream held;

    private DataFolder(string path, FileStream held) => (Root, this.held) = (path, held);

    public string Root { get; }

    public string Cluster => Path.Combine(Root, "cluster");

    /// <summary>Where a cluster is made; it becomes <see cref="Cluster"/> when it is complete, so an interrupted first start leaves none behind.</summary>
    public string ClusterInTheMaking => Path.Combine(Root, "cluster.new");

    public string Postmaster => Path.Combine(Cluster, "postmaster.pid");

    public string Password => Path.Combine(Root, "password");

    public string Log => Path.Combine(Root, "server.log");

    /// <returns>null before there is a cluster.</returns>
    public int? ClusterVersion =>
        File.Exists(Path.Combine(Cluster, "PG_VERSION")) ? int.Parse(File.ReadAllText(Path.Combine(Cluster, "PG_VERSION")), CultureInfo.InvariantCulture) : null;

    /// <exception cref="PostgresClusterException">Another process holds it, or it may not be used.</exception>
    [UnsupportedOSPlatform("windows")]
    public static DataFolder Hold(string path)
    {
        var root = Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return new DataFolder(root, new FileStream(Path.Combine(root, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new PostgresClusterException($"The data folder {root} cannot be used. If a service is running on it, stop that one or choose another folder. ({cause.Message})", cause);
        }
    }

    /// <summary>Makes the superuser's password, once.</summary>
    public async Task<string> EnsurePasswordAsync(CancellationToken cancellationToken)
    {
        if (File.Exists(Password)) return await File.ReadAllTextAsync(Password, cancellationToken);
        var password = RandomNumberGenerator.GetHexString(32, lowercase: true);
        await SecretFile.WriteAsync(Password, password, cancellationToken);
        return password;
    }

    /// <summary>What the server has written to its log after a place in it, at most the last 2,000 characters.</summary>
    public string LogSince(long position)
    {
        if (!File.Exists(Log)) return "";
        using var reader = new StreamReader(Log, new FileStreamOptions { Share = FileShare.ReadWrite });
        reader.BaseStream.Position = position;
        var text = reader.ReadToEnd().Trim();
        return text.Length <= 2000 ? text : text[^2000..];
    }

    public long LogLength => File.Exists(Log) ? new FileInfo(Log).Length : 0;

    public void Dispose() => held.Dispose();
}
