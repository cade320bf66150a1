using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Keys;

/// <summary>Ends a key, at once. A key has no version: nobody edits it, so nothing can be lost.</summary>
internal static class RevokeKey
{
    public sealed record Command(Guid Id) : IDecision<KeyView>;

    public static async Task<Results<NoContent, ProblemHttpResult>> Endpoint(
        Guid id, IMediator mediator, ApiKeyDirectory directory, CancellationToken cancellationToken)
    {
        var revoked = await mediator.Send(new Command(id), cancellationToken);
        if (revoked.IsOk)
            directory.Refuse(id);
        return revoked.ToNoContent();
    }

    public sealed class Handler(RetentionDbContext db, Caller caller, AuditLog audit, IClock clock) : IRequestHandler<Command, Result<Written<KeyView>>>
    {
        public async Task<Result<Written<KeyView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (request.Id == caller.KeyId)
                return KeyProblems.Own;
            if (await db.Set<ApiKeyRow>().SingleOrDefaultAsync(k => k.Id == request.Id, cancellationToken) is not { } row)
                return KeyProblems.NotFound;
            if (row.RevokedAt is not null)
                return Written<KeyView>.Ok(KeyView.Of(row)); // as was asked
            var now = clock.GetCurrentInstant();
            row.RevokedAt = now;
            var view = KeyView.Of(row);
            audit.Add(db, now, "apiKeyRevoked", "apiKey", row.Id, after: view);
            await db.SaveChangesAsync(cancellationToken);
            return Written<KeyView>.Ok(view);
        }
    }
}
