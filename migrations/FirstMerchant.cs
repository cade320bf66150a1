using NodaTime;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Merchants;
using RetentionApi.Platform.Security;

namespace RetentionApi.Migrations;

/// <summary>The merchant that a fresh installation begins with.</summary>
internal static class FirstMerchant
{
    private const string Name = "demo";

    /// <summary>Of two installations that begin at once with one database the second waits, and finds what the first one made.</summary>
    private const string Lock = "SELECT pg_advisory_xact_lock(hashtextextended('first merchant', 0))";

    /// <summary>Creates the merchant <c>demo</c> unless there is a merchant; answers with its first key, or null where there was one.</summary>
    /// <param name="keep">Keeps the key, before the merchant is: killed in between, the next start makes both anew, where a merchant without a key would stay for ever.</param>
    /// <param name="owner">The owner's login: whether there is any merchant is nobody else's to ask.</param>
    public static async Task<string?> ProvisionAsync(string owner, Instant now, Func<string, Task> keep, CancellationToken cancellationToken)
    {
        await using var source = SchemaMigration.Source(owner, Roles.Owner);
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var waiting = new NpgsqlCommand(Lock, connection))
            await waiting.ExecuteNonQueryAsync(cancellationToken);
        await using (var any = new NpgsqlCommand("SELECT EXISTS (SELECT 1 FROM merchants)", connection))
            if (await any.ExecuteScalarAsync(cancellationToken) is true)
                return null;
        var merchant = new NewMerchant(Ids.New(now), Name, "Asia/Shanghai", "zh-CN", "CNY");
        var key = ApiKey.New(merchant.Id, isTest: true);
        await using var batch = connection.CreateBatch();
        batch.AddMerchant(merchant, key, [Scopes.Operator, Scopes.Admin], now);
        await batch.ExecuteNonQueryAsync(cancellationToken);
        await keep(key.Text);
        await transaction.CommitAsync(cancellationToken);
        return key.Text;
    }
}
