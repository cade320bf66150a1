using System.Diagnostics;
using Npgsql;
using RetentionApi.Platform.Security;

namespace RetentionApi.Benchmarks.Stage;

/// <summary>A merchant with so many customers and orders and all that follows from them. It is filled set by set in SQL; the bands come from the product's own fit.</summary>
internal sealed record FilledMerchant(Guid MerchantId, long Customers, long Orders)
{
    private const string Find = "SELECT merchant_id, customers, orders FROM benchmarks.filling";

    /// <summary>What was filled before is used as it is.</summary>
    public static async Task<FilledMerchant> EnsureAsync(BenchmarkStage stage, CancellationToken cancellationToken)
    {
        if (await FindAsync(stage, cancellationToken) is { } filled)
            return filled;
        var watch = Stopwatch.StartNew();
        await using (var connection = await stage.Owner.OpenConnectionAsync(cancellationToken))
            await FillAsync(connection, ApiKey.Read(stage.Key)!.MerchantId, stage.Options, cancellationToken);
        await FitAsync(stage, cancellationToken);
        await stage.RunAsync("VACUUM (ANALYZE)", cancellationToken);
        await stage.RunAsync("CHECKPOINT", cancellationToken);
        Console.Error.WriteLine($"Filled in {watch.Elapsed.TotalSeconds:0} s");
        return (await FindAsync(stage, cancellationToken))!;
    }

    private static async Task<FilledMerchant?> FindAsync(BenchmarkStage stage, CancellationToken cancellationToken) =>
        await stage.AskAsync<bool>("SELECT to_regclass('benchmarks.filling') IS NOT NULL", cancellationToken)
            ? (await stage.ListAsync(Find, row => new FilledMerchant(row.GetGuid(0), row.GetInt64(1), row.GetInt64(2)), cancellationToken))[0]
            : null;

    /// <summary>All in one transaction: what is cut off leaves nothing.</summary>
    /// <param name="connection">Of the owner, to a database whose merchants have nothing yet.</param>
    public static async Task FillAsync(NpgsqlConnection connection, Guid merchantId, BenchmarkOptions options, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await RunAsync(connection, $"""
            SET LOCAL benchmarks.merchant = '{merchantId}';
            SET LOCAL benchmarks.customers = '{options.Customers}';
            SET LOCAL benchmarks.orders = '{options.Orders}';
            SET LOCAL work_mem = '512MB'; SET LOCAL maintenance_work_mem = '1GB'; SET LOCAL timezone = 'UTC';
            """, cancellationToken);
        var assembly = typeof(FilledMerchant).Assembly;
        foreach (var step in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            var watch = Stopwatch.StartNew();
            using var sql = new StreamReader(assembly.GetManifestResourceStream(step)!);
            await RunAsync(connection, await sql.ReadToEndAsync(cancellationToken), cancellationToken);
            Console.Error.WriteLine($"Filling: {step[2..]} in {watch.Elapsed.TotalSeconds:0.0} s");
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task FitAsync(BenchmarkStage stage, CancellationToken cancellationToken)
    {
        await stage.RunAsync("ANALYZE", cancellationToken);
        await using var service = await stage.StartServiceAsync(cancellationToken, MeasuredService.WithoutDispatcher);
        var fit = await service.RunOperationAsync("/v1/churn/models", "{}", cancellationToken);
        Console.Error.WriteLine($"Filling: fit and bands in {fit.Taken.TotalSeconds:0.0} s");
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
