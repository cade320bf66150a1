using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Customers;

/// <summary>Reads one thing that is about a customer, for whoever may see that customer.</summary>
internal sealed class GuardedReads(MerchantScope scope, CustomerPersons persons)
{
    /// <param name="add">Adds the statement that finds it, of the merchant.</param>
    /// <param name="customerOf">Null: it is about nobody.</param>
    public async Task<Result<TView>> FindAsync<TView>(
        Action<NpgsqlBatch, Guid> add, Func<NpgsqlDataReader, TView> read, Func<TView, Guid?> customerOf, Error notFound, CancellationToken cancellationToken)
        where TView : class
    {
        await using var batch = scope.Batch();
        add(batch, scope.MerchantId);
        if (await batch.OneAsync(read, cancellationToken) is not { } view) // by itself: its connection is back before the next is taken
            return notFound;
        return await persons.IsHiddenAsync(customerOf(view), cancellationToken) ? CustomerProblems.Restricted : Result<TView>.Ok(view);
    }
}
