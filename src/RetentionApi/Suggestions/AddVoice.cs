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

/// <summary>One more customer asks for the same. Twice is once.</summary>
internal static class AddVoice
{
    /// <param name="CustomerId">Ours: who asks for it too.</param>
    /// <param name="Text">In their own words.</param>
    /// <param name="OrderId">The order that made them say it.</param>
    /// <param name="InteractionId">The complaint, enquiry or call in which they said it.</param>
    public sealed record Body([property: JsonRequired] Guid CustomerId, string? Text, Guid? OrderId, Guid? InteractionId);

    public sealed record Command(Guid Id, Body Body) : IDecision<SuggestionView>;

    public static async Task<Results<Ok<SuggestionView>, ProblemHttpResult>> Endpoint(Guid id, Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, body), cancellationToken)).ToOk();

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Body.Text).Must(t => t is null || Suggestion.ProblemOf(t) is null).WithMessage(SuggestionErrors.TextRequired.Detail);
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
                Text = text?.Trim(),
                OrderId = orderId,
                InteractionId = interactionId,
            };
            return await filing.AddVoiceAsync(request.Id, voice, cancellationToken) is { } at
                ? Written<SuggestionView>.Ok(await db.SuggestionAsync(at, cancellationToken))
                : SuggestionProblems.NotFound;
        }
    }
}
