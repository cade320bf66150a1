using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Platform.Operations;

/// <summary>Asks long work to stop; who does the work sees it at the next point where nothing is left half done.</summary>
internal static class CancelOperation
{
    public sealed record Command(Guid Id) : IDecision<OperationView>;

    public static async Task<Results<Accepted<OperationView>, ProblemHttpResult>> Endpoint(Guid id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id), cancellationToken)).ToAccepted(view => $"/v1/operations/{view.Id}");

    public sealed class Handler(RetentionDbContext db, AuditLog audit, IClock clock) : IRequestHandler<Command, Result<Written<OperationView>>>
    {
        public async Task<Result<Written<OperationView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await db.Set<OperationRow>().SingleOrDefaultAsync(o => o.Id == request.Id, cancellationToken) is not { } row)
                return OperationProblems.NotFound;
            if (row.Status is not (OperationStatus.Queued or OperationStatus.Running))
                return OperationProblems.AlreadyEnded;
            if (!row.IsCancelRequested)
                audit.Add(db, clock.GetCurrentInstant(), "operationCancelled", "operation", row.Id);
            row.IsCancelRequested = true;
            await db.SaveChangesAsync(cancellationToken);
            return Written<OperationView>.Accepted(OperationView.Of(row));
        }
    }
}
