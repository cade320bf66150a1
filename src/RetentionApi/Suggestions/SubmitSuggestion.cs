using MediatR;
using Microsoft.EntityFrameworkCore;
using RetentionApi.CustomerPages;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Suggestions;

/// <summary>The customer suggests something themselves, or adds their voice to what others ask for; once for each link, and the duty that asked has its answer.</summary>
internal static class SubmitSuggestion
{
    /// <param name="SameAs">The suggestion that says it already; null: it is new.</param>
    public sealed record Command(Guid LinkId, Guid FollowUpId, Guid CustomerId, string Text, Guid? SameAs) : IDecision<Guid>;

    public sealed class Handler(RetentionDbContext db, SuggestionFiling filing) : IRequestHandler<Command, Result<Written<Guid>>>
    {
        public async Task<Result<Written<Guid>>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await CustomerLinks.UseAsync(db, request.LinkId, filing.Now, cancellationToken) is { } used)
                return used;
            await AnswerAsync(request.FollowUpId, cancellationToken);
            var id = request.SameAs is { } same && await filing.AddVoiceAsync(same, VoiceOf(request, request.Text), cancellationToken) is { } joined
                ? joined
                : await filing.FileAsync(request.Text, VoiceOf(request, null), cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return Written<Guid>.Ok(id);
        }

        private async Task AnswerAsync(Guid followUpId, CancellationToken cancellationToken)
        {
            if (await db.Set<FollowUp>().SingleOrDefaultAsync(f => f.Id == followUpId, cancellationToken) is { Outcome: null or FollowUpOutcome.NoAnswer } asked)
                _ = asked.Complete(FollowUpOutcome.Answered, [], by: null, filing.Now, filing.Now); // what was cancelled meanwhile stays so
        }

        private SuggestionVoiceRow VoiceOf(Command request, string? words) => new()
        {
            MerchantId = db.MerchantId,
            CustomerId = request.CustomerId,
            Since = filing.Now,
            Origin = VoiceOrigin.Link,
            LinkId = request.LinkId,
            Text = words,
        };
    }
}
