using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace RetentionApi.Platform.Persistence;

/// <summary>Puts the merchant's context into the very batch it protects: before the first command of a transaction, and before every command outside one.</summary>
internal sealed class MerchantInterceptor : DbCommandInterceptor, IDbTransactionInterceptor
{
    /// <summary>Transactions that already act as their merchant. A connection gives the same object to each of its transactions, so a start forgets it.</summary>
    private readonly ConditionalWeakTable<DbTransaction, object> acting = [];

    DbTransaction IDbTransactionInterceptor.TransactionStarted(DbConnection connection, TransactionEndEventData eventData, DbTransaction result)
    {
        acting.Remove(result);
        return result;
    }

    ValueTask<DbTransaction> IDbTransactionInterceptor.TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken)
    {
        acting.Remove(result);
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        if (eventData.CommandSource == CommandSource.SaveChanges)
            throw new NotSupportedException("Save asynchronously.");
        Act(command, eventData);
        return result;
    }

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (eventData.CommandSource == CommandSource.SaveChanges)
            await ActBeforeAsync(command, eventData, cancellationToken);
        else
            Act(command, eventData);
        return result;
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

    /// <summary>EF counts the rows of a SaveChanges by the place of each statement, so the context goes before it, in the transaction that every SaveChanges has.</summary>
    private async Task ActBeforeAsync(DbCommand command, CommandEventData eventData, CancellationToken cancellationToken)
    {
        if (command.Transaction is not { } transaction)
            throw new InvalidOperationException("A SaveChanges needs its transaction: AutoTransactionBehavior must be Always.");
        if (!acting.TryAdd(transaction, transaction))
            return;
        await using var act = new NpgsqlCommand(ActAs.Statement, (NpgsqlConnection)command.Connection!, (NpgsqlTransaction)transaction);
        act.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = ((RetentionDbContext)eventData.Context!).MerchantId });
        await act.ExecuteNonQueryAsync(cancellationToken);
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
