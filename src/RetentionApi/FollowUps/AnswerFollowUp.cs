using MediatR;
using RetentionApi.CustomerPages;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Interactions;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.FollowUps;

/// <summary>The customer answers by themselves, on the page behind the link in their message: completed as if somebody had asked them, once for each link.</summary>
internal static class AnswerFollowUp
{
    /// <param name="Words">What they said to all of it.</param>
    /// <param name="IsComplaint">They said that something is wrong: a case is opened.</param>
    public sealed record Command(Guid LinkId, Guid FollowUpId, IReadOnlyList<LineAnswer> Answers, string? Words, bool IsComplaint = false) : IDecision<FollowUpView>;

    public sealed class Handler(RetentionDbContext db, FollowUpDecisions decisions) : IRequestHandler<Command, Result<Written<FollowUpView>>>
    {
        public async Task<Result<Written<FollowUpView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await CustomerLinks.UseAsync(db, request.LinkId, decisions.Now, cancellationToken) is { } used)
                return used;
            return await decisions.DecideAsync(
                request.FollowUpId,
                "followUpAnswered",
                async f =>
                {
                    var deliveredAt = await db.FirstDeliveryAsync(f, cancellationToken);
                    if (request.IsComplaint)
                        await db.AddComplaintAsync(f, productId: null, request.Words!, request.LinkId, decisions.Now, cancellationToken);
                    return f.Complete(FollowUpOutcome.Answered, request.Answers, by: null, decisions.Now, decisions.Now, deliveredAt);
                },
                f => decisions.Entry(f, decisions.Now, "followUpAnswered", SummaryOf(f, request.Words)),
                cancellationToken);
        }

        private static string SummaryOf(FollowUp followUp, string? words) => string.Join(" · ", new[]
        {
            followUp.Kind.Word(),
            followUp.Answers.Count == 0 ? null : string.Join(", ", followUp.Answers.Select(a => a.Rating)),
            words,
        }.OfType<string>());
    }
}
