using System.Text.Json.Serialization;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Suggestions;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Suggestions;

/// <summary>Files what a customer suggested. Look for similar ones first, and add a voice there instead.</summary>
internal static class CreateSuggestion
{
    /// <param name="CustomerId">Ours: who suggests it.</param>
    /// <param name="Text">In their words.</param>
    /// <param name="OrderId">The order that made them say it.</param>
    /// <param name="InteractionId">The complaint, enquiry or call in which they said it.</param>
    public sealed record Body([property: JsonRequired] Guid CustomerId, string Text, Guid? OrderId, Guid? InteractionId);

    public sealed record Command(Body Body) : IDecision<SuggestionView>;

    public static async Task<Results<Created<SuggestionView>, Ok<SuggestionView>, ProblemHttpResult>> Endpoint(Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(body), cancellationToken)).ToCreated(view => $"/v1/suggestions/{view.Id}");

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Body.Text).Must(t => Suggestion.ProblemOf(t) is null).WithMessage(SuggestionErrors.TextRequired.Detail);
    }

    public sealed class Handler(RetentionDbContext db, SuggestionFiling filing) : IRequestHandler<Command, Result<Written<SuggestionView>>>
    {
        public async Task<Result<Written<SuggestionView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var (customerId, text, orderId, interactionId) = request.Body;
            if (await VoiceReferences.ProblemOfAsync(db, customerId, orderId, interactionId, cancellationToken) is { } problem)
                return problem;
            var voice = new SuggestionVoiceRow
            {
                MerchantId = db.MerchantId,
                CustomerId = customerId,
                Since = filing.Now,
                Origin = VoiceOrigin.Api,
                OrderId = orderId,
                InteractionId = interactionId,
            };
            var id = await filing.FileAsync(text, voice, cancellationToken);
            return Written<SuggestionView>.Created(await db.SuggestionAsync(id, cancellationToken));
        }
    }
}
