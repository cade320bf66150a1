using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Suggestions;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;

namespace RetentionApi.Suggestions;

/// <summary>It is there. Everybody who asked is told, and who comes back for it is seen among the voices.</summary>
internal static class BuildSuggestion
{
    /// <param name="Text">What there is now, in words for those who asked.</param>
    public sealed record Body(string? Text);

    public sealed record Command(Guid Id, Body Body) : IDecision<SuggestionView>;

    public static async Task<Results<Ok<SuggestionView>, ProblemHttpResult>> Endpoint(Guid id, Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, body), cancellationToken)).ToOk();

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Body.Text).MaximumLength(Suggestion.LongestText).WithMessage($"at most {Suggestion.LongestText} characters");
    }

    public sealed class Handler(SuggestionDecisions decisions) : IRequestHandler<Command, Result<Written<SuggestionView>>>
    {
        public Task<Result<Written<SuggestionView>>> Handle(Command request, CancellationToken cancellationToken) => decisions.DecideAsync(
            request.Id, "suggestionBuilt", s => Task.FromResult(s.Build(request.Body.Text, decisions.StaffId, decisions.Now)), cancellationToken);
    }
}
