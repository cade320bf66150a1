using System.Text.Json.Serialization;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Suggestions;
using RetentionApi.Merchants;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Suggestions;

internal enum SuggestionDecision
{
    Planned,
    Declined,
}

/// <summary>Planned, or declined with a reason. A plan may be changed and given up; what was declined stays so.</summary>
internal static class DecideSuggestion
{
    /// <param name="Decision">planned or declined.</param>
    /// <param name="Reason">Why; whoever asked is told. Required where it is declined.</param>
    /// <param name="PlannedOn">Of a plan: by when, if that can be said. It is a promise to everybody who asked, kept when it is built by the end of that day.</param>
    public sealed record Body([property: JsonRequired] SuggestionDecision Decision, string? Reason, LocalDate? PlannedOn);

    public sealed record Command(Guid Id, Body Body) : IDecision<SuggestionView>;

    public static async Task<Results<Ok<SuggestionView>, ProblemHttpResult>> Endpoint(Guid id, Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, body), cancellationToken)).ToOk();

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Body.Decision).IsInEnum();
            RuleFor(c => c.Body.Reason).MaximumLength(Suggestion.LongestText).WithMessage($"at most {Suggestion.LongestText} characters");
            RuleFor(c => c.Body.PlannedOn).Must((command, on) => on is null || command.Body.Decision is SuggestionDecision.Planned).WithMessage("only of what is planned");
        }
    }

    public sealed class Handler(SuggestionDecisions decisions, MerchantScope scope) : IRequestHandler<Command, Result<Written<SuggestionView>>>
    {
        public async Task<Result<Written<SuggestionView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var (decision, reason, on) = request.Body;
            var today = decisions.Now.InZone((await MerchantSettings.ReadAsync(scope, cancellationToken)).Zone).Date;
            return await decisions.DecideAsync(
                request.Id,
                "suggestionDecided",
                s => Task.FromResult(decision is SuggestionDecision.Planned
                    ? s.Plan(reason, on, today, decisions.StaffId, decisions.Now)
                    : s.Decline(reason, decisions.StaffId, decisions.Now)),
                cancellationToken);
        }
    }
}
