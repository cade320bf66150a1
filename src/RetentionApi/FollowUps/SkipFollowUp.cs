using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.FollowUps;

/// <summary>Owed and not done, by a person's decision; where a customer, not a fact alone, waits for it (an enquiry), by a manager's.</summary>
internal static class SkipFollowUp
{
    private const int LongestReason = 1000;

    /// <param name="Reason">Why it is not done; kept with it.</param>
    public sealed record Body(string Reason);

    public sealed record Command(Guid Id, Body Body) : IDecision<FollowUpView>;

    public static async Task<Results<Ok<FollowUpView>, ProblemHttpResult>> Endpoint(Guid id, Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, body), cancellationToken)).ToOk();

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Body.Reason).MaximumLength(LongestReason).WithMessage($"at most {LongestReason} characters");
    }

    public sealed class Handler(RetentionDbContext db, FollowUpDecisions decisions, Caller caller) : IRequestHandler<Command, Result<Written<FollowUpView>>>
    {
        public Task<Result<Written<FollowUpView>>> Handle(Command request, CancellationToken cancellationToken) => decisions.DecideAsync(
            request.Id,
            "followUpSkipped",
            async f =>
            {
                var skipped = f.Skip(request.Body.Reason, caller.Scopes.Contains(Scopes.FollowUpsClose), decisions.StaffId, decisions.Now);
                if (skipped.IsOk)
                    await db.EndSubjectAsync(f, decisions.StaffId, decisions.Now, cancellationToken);
                return skipped;
            },
            f => decisions.Entry(f, decisions.Now, "followUpSkipped", $"{f.Kind.Word()} · {f.SkipReason}"),
            cancellationToken);
    }
}
