using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RetentionApi.Cooperation;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Batches;

/// <summary>There is no cause to tell anybody; the next defect brings it up again.</summary>
internal static class DismissBatchAlert
{
    /// <param name="Reason">Why nobody has to be told.</param>
    public sealed record Body(string Reason);

    public sealed record Command(Guid Id, Body Body) : IDecision<BatchAlertView>;

    public static async Task<Results<Ok<BatchAlertView>, ProblemHttpResult>> Endpoint(Guid id, Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, body), cancellationToken)).ToOk();

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Body.Reason).IsAlertText();
    }

    public sealed class Handler(RetentionDbContext db, BatchAlertDecisions decisions) : IRequestHandler<Command, Result<Written<BatchAlertView>>>
    {
        public Task<Result<Written<BatchAlertView>>> Handle(Command request, CancellationToken cancellationToken) => decisions.DecideAsync(
            request.Id,
            "batchAlertDismissed",
            async (a, duty) =>
            {
                var known = await db.Set<BatchQualityRow>().Where(q => q.ProductId == a.ProductId && q.Batch == a.Batch).Select(q => (int?)q.Defects).SingleOrDefaultAsync(cancellationToken);
                return a.Dismiss(request.Body.Reason, known ?? 0, duty, decisions.StaffId, decisions.Now);
            },
            cancellationToken);
    }
}
