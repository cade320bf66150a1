using MediatR;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Platform.Idempotency;

/// <summary>Answers a repeated decision with its first answer, kept in the same transaction as what it decided. A failure keeps nothing.</summary>
internal sealed class IdempotencyBehaviour<TRequest, TView>(RetentionDbContext db, IdempotencyContext idempotency, IClock clock)
    : IPipelineBehavior<TRequest, Result<Written<TView>>>
    where TRequest : IDecision<TView>
{
    public async Task<Result<Written<TView>>> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<Result<Written<TView>>> next)
    {
        if (idempotency.Key is null)
            return await next();
        var now = clock.GetCurrentInstant();
        if (await FindAsync(now, cancellationToken) is { } answered)
            return answered;
        var result = await next();
        if (!result.IsOk)
            return result;
        await using var batch = db.Batch();
        batch.AddInsert(db.MerchantId, idempotency, result.Value, now);
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return result;
    }

    private async Task<Result<Written<TView>>?> FindAsync(Instant now, CancellationToken cancellationToken)
    {
        await using var batch = db.Batch();
        batch.AddLockAndFind(db.MerchantId, idempotency, now);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await IdempotencyStatements.ReadAsync<TView>(reader, idempotency, cancellationToken);
    }
}
