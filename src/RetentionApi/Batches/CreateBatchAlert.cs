using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RetentionApi.Catalog;
using RetentionApi.Domain.Batches;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Batches;

/// <summary>A manager knows that a batch is bad, from its producer for example: that is the decision, and every buyer is told.</summary>
internal static class CreateBatchAlert
{
    /// <param name="ProductId">Ours; or `productSku`.</param>
    /// <param name="ProductSku">Your own name of it; or `productId`.</param>
    /// <param name="Batch">As order lines name it.</param>
    /// <param name="Reason">How you know; for your records.</param>
    /// <param name="ToBuyers">What they are to do, in your words; it stands in the message. Absent: the message says no more than that something may be wrong with the batch, that they stop using it for now and tell you what they do with it.</param>
    public sealed record Body(Guid? ProductId, string? ProductSku, string Batch, string Reason, string? ToBuyers);

    public sealed record Command(Body Body) : IDecision<BatchAlertView>;

    public static async Task<Results<Created<BatchAlertView>, Ok<BatchAlertView>, ProblemHttpResult>> Endpoint(Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(body), cancellationToken)).ToCreated(view => $"/v1/batch-alerts/{view.Id}");

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Body.ProductSku).Must((command, sku) => (sku is null) != (command.Body.ProductId is null)).WithMessage("name the product once: by productId or by productSku");
            RuleFor(c => c.Body.Batch).IsBatchCode();
            RuleFor(c => c.Body.Reason).Must(reason => !string.IsNullOrWhiteSpace(reason) && reason.Length <= BatchAlert.LongestText)
                .WithMessage($"1 to {BatchAlert.LongestText} characters");
            RuleFor(c => c.Body.ToBuyers).IsAlertText();
        }
    }

    public sealed class Handler(RetentionDbContext db, BatchAlertDecisions decisions) : IRequestHandler<Command, Result<Written<BatchAlertView>>>
    {
        public async Task<Result<Written<BatchAlertView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var body = request.Body;
            var key = body.ProductId is { } id ? new ExternalKey(id, null, null) : ProductReads.KeyOf(body.ProductSku!);
            if (await db.FindProductAsync(key, cancellationToken) is not { } product)
                return BatchAlertProblems.ProductUnknown;
            var alert = BatchAlert.ByHand(db.MerchantId, product.Id, BatchCode.Of(body.Batch), body.Reason, body.ToBuyers, decisions.StaffId, decisions.Now);
            try
            {
                return Written<BatchAlertView>.Created(await decisions.AddAsync(alert, cancellationToken));
            }
            catch (DbUpdateException exception) when (exception.Violates(BatchAlertTable.OneOfBatch))
            {
                return BatchAlertProblems.Exists;
            }
        }
    }
}
