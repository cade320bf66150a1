using MediatR;
using Microsoft.EntityFrameworkCore;
using RetentionApi.CustomerPages;
using RetentionApi.Domain.Batches;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.FollowUps;
using RetentionApi.Interactions;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Batches;

/// <summary>The buyer says on the page behind the link what they do with it; once for each link. Who has trouble has complained.</summary>
internal static class AnswerBatchAlert
{
    public sealed record Command(Guid LinkId, Guid FollowUpId, BuyerAnswer Answer, string? Words) : IDecision<FollowUpView>;

    public sealed class Handler(RetentionDbContext db, FollowUpDecisions decisions) : IRequestHandler<Command, Result<Written<FollowUpView>>>
    {
        public async Task<Result<Written<FollowUpView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await CustomerLinks.UseAsync(db, request.LinkId, decisions.Now, cancellationToken) is { } used)
                return used;
            return await decisions.DecideAsync(
                request.FollowUpId,
                "batchAlertAnswered",
                async duty =>
                {
                    var completed = duty.Complete(FollowUpOutcome.Answered, [], by: null, decisions.Now, decisions.Now);
                    if (completed.IsOk)
                        await KeepAsync(request, duty, cancellationToken);
                    return completed;
                },
                duty => decisions.Entry(duty, decisions.Now, "batchAlertAnswered", $"{request.Answer.Word()}{(request.Words is null ? "" : $" · {request.Words}")}"),
                cancellationToken);
        }

        private async Task KeepAsync(Command request, FollowUp duty, CancellationToken cancellationToken)
        {
            var alertId = FactKey.BatchAlertId(duty.Cause)!.Value;
            if (await db.Set<BatchBuyerRow>().SingleOrDefaultAsync(b => b.AlertId == alertId && b.CustomerId == duty.CustomerId, cancellationToken) is { } buyer)
                (buyer.Answer, buyer.Words) = (request.Answer, request.Words);
            if (request.Answer is not BuyerAnswer.HasTrouble)
                return;
            var about = await db.Set<BatchAlert>().Where(a => a.Id == alertId).Select(a => new { a.ProductId, a.Batch }).SingleAsync(cancellationToken);
            await db.AddComplaintAsync(duty, about.ProductId, request.Words ?? about.Batch, request.LinkId, decisions.Now, cancellationToken);
        }
    }
}
