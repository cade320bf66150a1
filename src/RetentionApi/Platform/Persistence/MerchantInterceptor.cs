using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace RetentionApi.Platform.Persistence;

/// <summary>Puts the merchant's context into the very batch it protects: before the first command of a transaction, and before every command outside one.</summary>
internal sealed class MerchantInterceptor : DbCommandInterceptor
{
    /// <summary>Transactions that already act as their merchant; forgotten with the transaction itself.</summary>
    private readonly ConditionalWeakTable<DbTransaction, object> acting = [];

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Act(command, eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Act(command, eventData);
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Act(command, eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Act(command, eventData);
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<object> result)
    {
        Act(command, eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
    {
        Act(command, eventData);
        return ValueTask.FromResult(result);
    }

    private void Act(DbCommand command, CommandEventData eventData)
    {
        if (command.CommandText.StartsWith(ActAs.Prefix, StringComparison.Ordinal))
            return; // a reused command object already carries it
        if (command.Transaction is { } transaction && !acting.TryAdd(transaction, transaction))
            return;
        var merchant = ((RetentionDbContext)eventData.Context!).MerchantId;
        command.CommandText = ActAs.Prefix + command.CommandText;
        command.Parameters.Add(new NpgsqlParameter<Guid>(ActAs.Parameter, merchant));
    }
}
