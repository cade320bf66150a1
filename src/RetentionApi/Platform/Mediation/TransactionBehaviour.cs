using MediatR;
using Microsoft.EntityFrameworkCore;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Platform.Mediation;

/// <summary>
/// One transaction a decision, committed before the answer. As a whole it is tried again where PostgreSQL says that it may be, and where somebody changed meanwhile what it had read:
/// it then decides about what is there now, or finds that its If-Match is stale.
/// </summary>
internal sealed class TransactionBehaviour<TRequest, TView>(RetentionDbContext db, OutboxSignal signal) : IPipelineBehavior<TRequest, Result<Written<TView>>>
    where TRequest : IDecision<TView>
{
    private const int Attempts = 3;

    private bool isCommitSent;

    public async Task<Result<Written<TView>>> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<Result<Written<TView>>> next)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryOnceAsync(next, cancellationToken);
            }
            catch (Exception exception) when (attempt < Attempts && (exception.MayBeTriedAgain() || (!isCommitSent && exception.IsOfALostConnection())))
            {
                db.ChangeTracker.Clear();
            }
            catch (DbUpdateConcurrencyException)
            {
                return ProblemCatalogue.Stale;
            }
        }
    }

    private async Task<Result<Written<TView>>> TryOnceAsync(RequestHandlerDelegate<Result<Written<TView>>> next, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var result = await next();
        if (!result.IsOk)
            return result;
        isCommitSent = true;
        await transaction.CommitAsync(cancellationToken);
        signal.Wake(db.MerchantId);
        return result;
    }
}
