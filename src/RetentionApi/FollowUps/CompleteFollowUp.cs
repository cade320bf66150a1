using System.Text.Json.Serialization;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.FollowUps.Guides;
using RetentionApi.FollowUps.Guides;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.FollowUps;

/// <summary>Done: asked and answered, asked without reply so far, or declined. An answer that comes later completes it once more.</summary>
internal static class CompleteFollowUp
{
    private const int LongestText = 2000;

    /// <param name="Answers">For an answered quality check: a rating from 1 (worst) to 5 for each line you have an answer about.</param>
    /// <param name="GuideAnswers">What came out of a conversation by the guide: the id of each question that was answered, and the answer.</param>
    /// <param name="GuideVersion">Of the guide that you read; absent: the current one.</param>
    /// <param name="ActedAt">When you acted, or when the later answer came; absent: now. Decides whether it was in time.</param>
    /// <param name="Note">Kept in the customer's timeline.</param>
    public sealed record Body([property: JsonRequired] FollowUpOutcome Outcome, IReadOnlyList<LineAnswer>? Answers, Instant? ActedAt, string? Note, IReadOnlyList<GuideAnswer>? GuideAnswers, int? GuideVersion);

    public sealed record Command(Guid Id, Body Body) : IDecision<FollowUpView>;

    public static async Task<Results<Ok<FollowUpView>, ProblemHttpResult>> Endpoint(Guid id, Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, body), cancellationToken)).ToOk();

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Body.Note).MaximumLength(LongestText).WithMessage($"at most {LongestText} characters");
            RuleForEach(c => c.Body.Answers).ChildRules(answer => answer.RuleFor(a => a.Text).MaximumLength(LongestText).WithMessage($"at most {LongestText} characters"));
        }
    }

    public sealed class Handler(FollowUpDecisions decisions, RetentionDbContext db) : IRequestHandler<Command, Result<Written<FollowUpView>>>
    {
        public Task<Result<Written<FollowUpView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var (body, at) = (request.Body, request.Body.ActedAt ?? decisions.Now);
            return decisions.DecideAsync(
                request.Id,
                "followUpCompleted",
                f => CompleteAsync(f, body, at, cancellationToken),
                f => decisions.Entry(f, at, "followUpDone", SummaryOf(f, body.Note)),
                cancellationToken);
        }

        private async Task<Result<FollowUp>> CompleteAsync(FollowUp followUp, Body body, Instant at, CancellationToken cancellationToken)
        {
            var guided = await GuidedAsync(followUp.Kind, body, cancellationToken);
            if (!guided.IsOk)
                return guided.Error;
            var deliveredAt = await db.FirstDeliveryAsync(followUp, cancellationToken);
            var completed = followUp.Complete(body.Outcome, body.Answers ?? [], decisions.StaffId, at, decisions.Now, deliveredAt, guided.Value);
            if (completed.IsOk)
                await db.KeepReasonAsync(followUp, body.Note, cancellationToken);
            return completed;
        }

        /// <summary>Null: nothing was answered by the guide.</summary>
        private async Task<Result<GuideAnswers?>> GuidedAsync(FollowUpKind kind, Body body, CancellationToken cancellationToken)
        {
            if (body.GuideAnswers is not { Count: > 0 } answers)
                return Result<GuideAnswers?>.Ok(null);
            var guide = body.GuideVersion is { } version
                ? await ConversationGuides.FindAsync(db, kind, version, cancellationToken)
                : await ConversationGuides.CurrentAsync(db, kind, cancellationToken);
            if (guide is null)
                return GuideErrors.VersionUnknown;
            return GuideRules.Refuse(guide, body.Outcome, answers) is { } refusal ? refusal : Result<GuideAnswers?>.Ok(new GuideAnswers(guide.Version, answers));
        }

        private static string SummaryOf(FollowUp followUp, string? note)
        {
            var ratings = followUp.Answers.Count == 0 ? "" : $" {string.Join(", ", followUp.Answers.Select(a => a.Rating))}";
            return $"{followUp.Kind.Word()} · {followUp.Outcome!.Value.Word()}{ratings}{(string.IsNullOrWhiteSpace(note) ? "" : $" · {note.Trim()}")}";
        }
    }
}
