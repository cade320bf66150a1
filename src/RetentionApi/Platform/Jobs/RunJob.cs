using System.ComponentModel;
using System.Text.Json;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Operations;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Platform.Jobs;

/// <summary>Runs a recurring job once, for this merchant, without waiting for its time.</summary>
internal static class RunJob
{
    public sealed record Command(string Name) : IDecision<OperationView>;

    public static async Task<Results<Accepted<OperationView>, ProblemHttpResult>> Endpoint([Description("One of the names above.")] string name, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(name), cancellationToken)).ToAccepted(view => $"/v1/operations/{view.Id}");

    public sealed class Handler(RetentionDbContext db, JobRunner runner, AuditLog audit, IClock clock) : IRequestHandler<Command, Result<Written<OperationView>>>
    {
        public async Task<Result<Written<OperationView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (runner.Find(request.Name) is null)
                return JobProblems.NotFound;
            var now = clock.GetCurrentInstant();
            var row = new OperationRow
            {
                MerchantId = db.MerchantId,
                Id = Ids.New(now),
                Kind = JobWork.KindOfOperation,
                Status = OperationStatus.Queued,
                Request = JsonSerializer.Serialize(new JobRequest(request.Name), JsonDefaults.Options),
                CreatedAt = now,
            };
            db.Add(row);
            audit.Add(db, now, "jobRun", "operation", row.Id, after: new JobRequest(request.Name));
            await db.SaveChangesAsync(cancellationToken);
            return Written<OperationView>.Accepted(OperationView.Of(row));
        }
    }
}
