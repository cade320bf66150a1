using System.Text.Json.Serialization;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.FollowUps;

/// <summary>Done: asked and answered, asked without reply so far, or declined. An answer that comes later completes it once more.</summary>
internal static class CompleteFollowUp
{
    private const int LongestText = 2000;

    /// <param name="Answers">For an answered quality check: a rating from 1 (worst) to 5 for each line you have an answer about.</param>
    /// <param name="ActedAt">When you acted, or when the later answer came; absent: now. Decides whether it was in time.</param>
    /// <param name="Note">Kept in the customer's timeline.</param>
    public sealed record Body([property: JsonRequired] FollowUpOutcome Outcome, IReadOnlyList<LineAnswer>? Answers, Instant? ActedAt, string? Note);

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

    public sealed class Handler(RetentionDbContext db, FollowUpDecisions decisions) : IRequestHandler<Command, Result<Written<FollowUpView>>>
    {
        public Task<Result<Written<FollowUpView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var (outcome, answers, actedAt, note) = request.Body;
            var at = actedAt ?? decisions.Now;
            return decisions.DecideAsync(
                request.Id,
                "followUpCompleted",
                async f =>
                {
                    var completed = f.Complete(outcome, answers ?? [], decisions.StaffId, at, decisions.Now, await decisions.FirstDeliveryAsync(f, cancellationToken));
                    if (completed.IsOk)
                        await db.KeepReasonAsync(f, note, cancellationToken);
                    return completed;
                },
                f => decisions.Entry(f, at, "followUpDone", SummaryOf(f, note)),
                cancellationToken);
        }

        private static string SummaryOf(FollowUp followUp, string? note)
        {
            var ratings = followUp.Answers.Count == 0 ? "" : $" {string.Join(", ", followUp.Answers.Select(a => a.Rating))}";
            return $"{followUp.Kind.Word()} · {followUp.Outcome!.Value.Word()}{ratings}{(string.IsNullOrWhiteSpace(note) ? "" : $" · {note.Trim()}")}";
        }
    }
}
