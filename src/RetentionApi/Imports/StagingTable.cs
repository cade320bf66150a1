using Npgsql;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Imports;

/// <summary>Where the lines of an import wait to be applied: COPY refuses tables under row-level security, so it is a table of its own in a schema of its own, gone with the import.</summary>
internal static class StagingTable
{
    /// <summary>An id holds the instant it was made at, so a table that no operation knows tells its age.</summary>
    private const string Orphans = """
        SELECT t.tablename FROM pg_tables t
        WHERE t.schemaname = 'staging' AND t.tablename ~ '^import_[0-9a-f]{32}$' AND substr(t.tablename, 8, 12) < $1
          AND NOT EXISTS (SELECT 1 FROM operations o WHERE o.id = substr(t.tablename, 8)::uuid AND o.status IN ('queued', 'running'))
        """;

    /// <summary>What is kept together is held in memory.</summary>
    public const int MostLinesOfAnOrder = 20_000, MostBytesOfAnOrder = 16 << 20;

    public static string NameOf(Guid importId) => $"staging.import_{importId:N}";

    /// <summary>The lines as they came, and by what they belong together.</summary>
    public static void AddCreate(NpgsqlBatch batch, Guid importId) =>
        batch.Add($"CREATE TABLE {NameOf(importId)} (line_no bigint NOT NULL, key text COLLATE \"C\" NOT NULL, raw text NOT NULL)");

    public static string Copy(Guid importId) => $"COPY {NameOf(importId)} (line_no, key, raw) FROM STDIN (FORMAT BINARY)";

    public static void AddIndex(NpgsqlBatch batch, Guid importId) => batch.Add($"ALTER TABLE {NameOf(importId)} ADD PRIMARY KEY (key, line_no)");

    public static void AddDrop(NpgsqlBatch batch, Guid importId) => batch.Add($"DROP TABLE IF EXISTS {NameOf(importId)}");

    /// <summary>
    /// The next lines after a position, in order of key and line: so many lines at most and so many bytes, for a packed file may be nothing but blanks. Lines of one key stay
    /// together: the last key, where it is one, is read to its end.
    /// </summary>
    public static void AddPage(NpgsqlBatch batch, Guid importId, ImportPosition after, int lines, long bytes)
    {
        var table = NameOf(importId);
        batch.Add(
            $"""
            WITH page AS MATERIALIZED (
              SELECT key, line_no FROM (
                SELECT key, line_no, size, sum(size) OVER (ORDER BY key, line_no) AS total
                FROM (SELECT key, line_no, octet_length(raw) AS size FROM {table} WHERE (key, line_no) > ($1, $2) ORDER BY key, line_no LIMIT $3) l) l
              WHERE total - size < $4),
            last AS MATERIALIZED (
              SELECT key, CASE key WHEN '' THEN line_no ELSE {long.MaxValue} END AS line_no FROM page p ORDER BY p.key DESC, p.line_no DESC LIMIT 1)
            SELECT line_no, key, raw FROM {table}
            WHERE (key, line_no) > ($1, $2) AND (key, line_no) <= ((SELECT key FROM last), (SELECT line_no FROM last)) ORDER BY key, line_no LIMIT $5
            """,
            after.Key, after.LineNo, lines, bytes, lines + MostLinesOfAnOrder);
    }

    /// <summary>Drops what a crash left behind more than a day ago.</summary>
    public static async Task DropOrphansAsync(NpgsqlConnection connection, NodaTime.Instant now, CancellationToken cancellationToken)
    {
        var dayAgo = (now - NodaTime.Duration.FromDays(1)).ToUnixTimeMilliseconds().ToString("x12", System.Globalization.CultureInfo.InvariantCulture);
        var orphans = new List<Guid>();
        await using (var find = connection.CreateBatch())
        {
            find.Add(Orphans, dayAgo);
            await using var reader = await find.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
                orphans.Add(Guid.ParseExact(reader.GetString(0)["import_".Length..], "N"));
        }

        await using var drop = connection.CreateBatch();
        foreach (var orphan in orphans)
            AddDrop(drop, orphan);
        if (orphans.Count > 0)
            await drop.ExecuteNonQueryAsync(cancellationToken);
    }
}

/// <summary>The last line that was applied, in order of key and line.</summary>
internal sealed record ImportPosition(string Key, long LineNo);
