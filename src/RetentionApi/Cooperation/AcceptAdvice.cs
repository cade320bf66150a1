using System.Text.Json.Serialization;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Cooperation;
using RetentionApi.Domain.Merchants;
using RetentionApi.Merchants;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Cooperation;

/// <summary>The customer takes one of what was advised. Why they do says what they value.</summary>
internal static class AcceptAdvice
{
    /// <param name="ProductSku">What they take: one of what was advised.</param>
    /// <param name="Reason">Which of the five values decided it.</param>
    /// <param name="At">When they said so; absent: now.</param>
    public sealed record Body(string ProductSku, [property: JsonRequired] CustomerValue Reason, Instant? At);

    public sealed record Command(Guid Id, Body Body) : IDecision<AdviceView>;

    public static async Task<Results<Ok<AdviceView>, ProblemHttpResult>> Endpoint(Guid id, Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, body), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db, AdviceDecisions decisions) : IRequestHandler<Command, Result<Written<AdviceView>>>
    {
        public async Task<Result<Written<AdviceView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var (sku, reason, told) = request.Body;
            var at = told ?? decisions.Now;
            var decided = await decisions.DecideAsync(
                request.Id, "adviceAccepted", at, a => a.Accept(sku, reason, at, decisions.Now), _ => $"{sku} · {reason.Word()}", cancellationToken);
            if (!decided.IsOk)
                return decided.Error;
            var (advice, written) = decided.Value;
            var settings = await MerchantSettings.ReadAsync(db, cancellationToken);
            var point = new ValuePoint(reason, settings.Policy.Cooperation.PointsForChoice, at, FactKey.Advice(advice.Id), sku);
            await ValuePoints.AddAsync(db, advice.CustomerId, [point], cancellationToken);
            return written;
        }
    }
}
