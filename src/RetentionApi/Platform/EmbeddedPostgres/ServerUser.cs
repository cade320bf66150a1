namespace RetentionApi.Platform.EmbeddedPostgres;

/// <summary>Whom the server runs as when we are root, since PostgreSQL refuses to run as root: the system's <c>postgres</c>, else <c>nobody</c>.</summary>
internal sealed record ServerUser(string UserId, string GroupId)
{
    /// <returns>null when we are an ordinary user: then the server runs as that user.</returns>
    public static ServerUser? WhenRoot()
    {
        if (!Environment.IsPrivilegedProcess) return null;
        var users = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).Where(fields => fields.Length > 3).ToLookup(fields => fields[0]);
        var user = users["postgres"].Concat(users["nobody"]).FirstOrDefault()
            ?? throw new PostgresClusterException("PostgreSQL does not run as root, and there is no user postgres or nobody to run it: start as an ordinary user.");
        return new ServerUser(user[2], user[3]);
    }

    /// <summary>Put before a command, runs it as this user in the same process.</summary>
    public IEnumerable<string> Prefix => ["setpriv", $"--reuid={UserId}", $"--regid={GroupId}", "--clear-groups"];

    public Task OwnAsync(string path, CancellationToken cancellationToken) => Command.RunAsync("chown", [$"{UserId}:{GroupId}", path], cancellationToken);
}
