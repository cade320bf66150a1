using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Idempotency;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Catalog;

/// <summary>Reports a batch of a product; the same code again is the same batch.</summary>
internal static class CreateBatch
{
    /// <param name="Code">As it stands on the goods, and as order lines name it.</param>
    public sealed record Body(string Code, LocalDate? MadeOn);

    public sealed record Command(ExternalKey Product, Body Body) : IReport<BatchView>;

    /// <param name="id">The product: ours, or `~sku:…`.</param>
    public static async Task<Results<Created<BatchView>, Ok<BatchView>, ProblemHttpResult>> Endpoint(
        ExternalKey id, Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, body), cancellationToken)).ToCreated(view => $"/v1/products/{view.ProductId}/batches");

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Body.Code).IsBatchCode();
    }

    public sealed class Handler(ReportSessions sessions, Caller caller, RequestOrigin origin) : IRequestHandler<Command, Result<Written<BatchView>>>
    {
        public async Task<Result<Written<BatchView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var (body, product) = (request.Body, (ProductView?)null);
            BatchView? known = null;
            await using var session = sessions.Open();
            var answered = await session.ReadAsync<BatchView>(
                batch => AddLookUp(batch, request),
                async reader =>
                {
                    var results = new ResultSets(reader, cancellationToken);
                    product = (await results.FirstAsync(ProductReads.Read)).SingleOrDefault();
                    known = (await results.NextAsync(ListBatches.Read)).SingleOrDefault();
                },
                cancellationToken);
            if (answered is { } result)
                return result;
            if (product is null)
                return ProductProblems.NotFound;

            var view = new BatchView(known?.Id ?? Ids.New(session.Now), product.Id, BatchCode.Of(body.Code), body.MadeOn ?? known?.MadeOn, known?.CreatedAt ?? session.Now);
            var written = new Written<BatchView>(view, known is null ? Outcome.Created : Outcome.Ok);
            await session.CommitAsync(
                batch =>
                {
                    if (view == known)
                        return;
                    batch.AddBatch(caller.MerchantId, view);
                    batch.AddFact(caller, origin, Guid.Empty, "batchReported", "batch", view.Id, session.Now, session.Now);
                },
                written,
                cancellationToken);
            return written;
        }

        private void AddLookUp(NpgsqlBatch batch, Command request)
        {
            batch.AddProduct(caller.MerchantId, request.Product);
            batch.Add(
                $"""
                SELECT {ListBatches.Columns} FROM products p JOIN batches b ON b.merchant_id = $1 AND b.product_id = p.id AND b.code = $5
                WHERE p.merchant_id = $1 AND (p.id = $2 OR ($3 = '{ProductReads.SkuSource}' AND p.sku = $4))
                """,
                [.. request.Product.Values(caller.MerchantId), BatchCode.Of(request.Body.Code)]);
        }
    }
}
