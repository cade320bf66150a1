using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Suggestions;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Suggestions;

/// <summary>Files what a customer suggested. Look for similar ones first, and add a voice there instead.</summary>
internal static class CreateSuggestion
{
    /// <param name="CustomerId">Ours: who suggests it; or `customer`.</param>
    /// <param name="Customer">The same, as the source knows them.</param>
    /// <param name="Text">In their words.</param>
    /// <param name="OrderId">The order that made them say it.</param>
    /// <param name="InteractionId">The complaint, enquiry or call in which they said it.</param>
    public sealed record Body(Guid? CustomerId, ExternalReference? Customer, string Text, Guid? OrderId, Guid? InteractionId);

    public sealed record Command(Body Body) : IDecision<SuggestionView>;

    public static async Task<Results<Created<SuggestionView>, Ok<SuggestionView>, ProblemHttpResult>> Endpoint(Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(body), cancellationToken)).ToCreated(view => $"/v1/suggestions/{view.Id}");

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            this.MustName(c => c.Body.CustomerId, c => c.Body.Customer);
            RuleFor(c => c.Body.Text).Must(t => Suggestion.ProblemOf(t) is null).WithMessage(SuggestionErrors.TextRequired.Detail);
        }
    }

    public sealed class Handler(RetentionDbContext db, SuggestionFiling filing, Caller caller) : IRequestHandler<Command, Result<Written<SuggestionView>>>
    {
        public async Task<Result<Written<SuggestionView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var (customerId, customer, text, orderId, interactionId) = request.Body;
            var named = await VoiceReferences.FindAsync(db, caller, ExternalReference.KeyOf(customerId, customer)!.Value, orderId, interactionId, cancellationToken);
            if (!named.IsOk)
                return named.Error;
            var voice = new SuggestionVoiceRow
            {
                MerchantId = db.MerchantId,
                CustomerId = named.Value.CustomerId,
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
