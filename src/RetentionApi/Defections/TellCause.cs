using MediatR;
using Microsoft.EntityFrameworkCore;
using RetentionApi.CustomerPages;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Defections;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Defections;

/// <summary>The customer says by themselves why they left, on the page behind the link in their message: once, and the duty that asked them is answered.</summary>
internal static class TellCause
{
    /// <param name="Cause">Null: they only wrote something.</param>
    public sealed record Command(Guid LinkId, Guid DefectionId, DefectionCause? Cause, string? Words) : IDecision<Guid>;

    public sealed class Handler(RetentionDbContext db, DefectionDecisions decisions) : IRequestHandler<Command, Result<Written<Guid>>>
    {
        public async Task<Result<Written<Guid>>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await CustomerLinks.UseAsync(db, request.LinkId, decisions.Now, cancellationToken) is { } used)
                return used;
            if (await decisions.FindAsync(request.DefectionId, cancellationToken) is not { } line)
                return DefectionProblems.NotFound;
            decisions.Keep(line, request.Cause is { } cause ? line.Tell(cause, request.Words) : line.Say(request.Words ?? "", decisions.Now), decisions.Now, "causeTold");
            var asked = FactKey.Defection(line.Id);
            foreach (var duty in await db.Set<FollowUp>().Where(f => f.Cause == asked && f.Status == FollowUpStatus.Done && f.Outcome == FollowUpOutcome.NoAnswer).ToListAsync(cancellationToken))
                _ = duty.Complete(FollowUpOutcome.Answered, [], by: null, decisions.Now, decisions.Now).Value;
            await db.SaveChangesAsync(cancellationToken);
            return Written<Guid>.Ok(line.Id);
        }
    }
}
