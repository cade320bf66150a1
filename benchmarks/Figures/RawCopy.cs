using System.Diagnostics;
using RetentionApi.Benchmarks.Stage;

namespace RetentionApi.Benchmarks.Figures;

/// <summary>The limit of an import: its rows, as they stand in the tables, copied into tables alike.</summary>
internal static class RawCopy
{
    private const string Tables = """
        SELECT c.relname, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND EXISTS (SELECT 1 FROM pg_attribute m WHERE m.attrelid = c.oid AND m.attname = 'merchant_id')
        GROUP BY c.relname ORDER BY c.relname
        """;

    /// <summary>Copies all rows of the merchant into empty tables with the same columns, indexes and constraints; afterwards the merchant is gone.</summary>
    /// <returns>How long the copying in took, table after table.</returns>
    public static async Task<TimeSpan> MeasureAsync(BenchmarkStage stage, Guid merchantId, CancellationToken cancellationToken)
    {
        var tables = await stage.ListAsync(Tables, row => (Name: row.GetString(0), Columns: row.GetString(1)), cancellationToken);
        await stage.RunAsync("CREATE SCHEMA copies", cancellationToken);
        await stage.RunAsync("CHECKPOINT", cancellationToken);
        await using var connection = await stage.Owner.OpenConnectionAsync(cancellationToken);
        var (file, taken) = (Path.Combine(stage.Folder, "rows"), TimeSpan.Zero);
        foreach (var (name, columns) in tables)
        {
            await stage.RunAsync($"CREATE TABLE copies.{name} (LIKE public.{name} INCLUDING ALL)", cancellationToken);
            await using (var rows = await connection.BeginRawBinaryCopyAsync($"COPY (SELECT {columns} FROM {name} WHERE merchant_id = '{merchantId}') TO STDOUT (FORMAT binary)", cancellationToken))
            await using (var output = File.Create(file))
                await rows.CopyToAsync(output, cancellationToken);
            var watch = Stopwatch.StartNew();
            await using (var copy = await connection.BeginRawBinaryCopyAsync($"COPY copies.{name} ({columns}) FROM STDIN (FORMAT binary)", cancellationToken))
            await using (var input = File.OpenRead(file))
                await input.CopyToAsync(copy, cancellationToken);
            taken += watch.Elapsed;
            await stage.RunAsync($"DELETE FROM {name} WHERE merchant_id = '{merchantId}'", cancellationToken);
        }

        File.Delete(file);
        await stage.RunAsync("DROP SCHEMA copies CASCADE", cancellationToken);
        return taken;
    }
}
