using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Suggestions;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;

namespace RetentionApi.Suggestions;

/// <summary>Replies to everybody who asked, before anything is decided; this is what is owed within three business days.</summary>
internal static class ReplySuggestion
{
    /// <param name="Text">What they are told.</param>
    /// <param name="UnderReview">`true`: you are looking into it.</param>
    public sealed record Body(string Text, bool? UnderReview);

    public sealed record Command(Guid Id, Body Body) : IDecision<SuggestionView>;

    public static async Task<Results<Ok<SuggestionView>, ProblemHttpResult>> Endpoint(Guid id, Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, body), cancellationToken)).ToOk();

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Body.Text).Must(t => Suggestion.ProblemOf(t) is null).WithMessage(SuggestionErrors.TextRequired.Detail);
    }

    public sealed class Handler(SuggestionDecisions decisions) : IRequestHandler<Command, Result<Written<SuggestionView>>>
    {
        public Task<Result<Written<SuggestionView>>> Handle(Command request, CancellationToken cancellationToken) => decisions.DecideAsync(
            request.Id,
            "suggestionReplied",
            s => Task.FromResult(s.Reply(request.Body.Text, request.Body.UnderReview is true, decisions.StaffId, decisions.Now)),
            cancellationToken);
    }
}
