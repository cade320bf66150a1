using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Suggestions;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Suggestions;

/// <summary>One more customer asks for the same. Twice is once.</summary>
internal static class AddVoice
{
    /// <param name="CustomerId">Ours: who asks for it too; or `customer`.</param>
    /// <param name="Customer">The same, as the source knows them.</param>
    /// <param name="Text">In their own words.</param>
    /// <param name="OrderId">The order that made them say it.</param>
    /// <param name="InteractionId">The complaint, enquiry or call in which they said it.</param>
    public sealed record Body(Guid? CustomerId, ExternalReference? Customer, string? Text, Guid? OrderId, Guid? InteractionId);

    public sealed record Command(Guid Id, Body Body) : IDecision<SuggestionView>;

    public static async Task<Results<Ok<SuggestionView>, ProblemHttpResult>> Endpoint(Guid id, Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, body), cancellationToken)).ToOk();

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            this.MustName(c => c.Body.CustomerId, c => c.Body.Customer);
            RuleFor(c => c.Body.Text).Must(t => t is null || Suggestion.ProblemOf(t) is null).WithMessage(SuggestionErrors.TextRequired.Detail);
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
            if (await IsHiddenAsync(request.Id, cancellationToken))
                return CustomerProblems.Restricted;
            var voice = new SuggestionVoiceRow
            {
                MerchantId = db.MerchantId,
                CustomerId = named.Value.CustomerId,
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

        /// <summary>What is answered are the words of whoever made the one at which the voice comes to stand.</summary>
        private async Task<bool> IsHiddenAsync(Guid id, CancellationToken cancellationToken)
        {
            var standing = db.Set<Suggestion>().Where(s => s.Id == id).Select(s => s.MergedIntoId ?? s.Id);
            var suggester = await db.Set<Suggestion>().Where(s => standing.Contains(s.Id)).Select(s => (Guid?)s.CustomerId).SingleOrDefaultAsync(cancellationToken);
            return suggester is { } customerId && await CustomerPersons.IsHiddenAsync(db, caller, customerId, cancellationToken);
        }
    }
}
