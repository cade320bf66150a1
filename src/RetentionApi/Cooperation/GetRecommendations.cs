using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Cooperation;

/// <summary>Computes value for money in one category, as one customer weighs quality and price.</summary>
internal static class GetRecommendations
{
    public sealed record Query(ExternalKey Key, string? Category) : IQuery<RecommendationsView>;

    /// <param name="id">The customer: ours, or `~source:externalId`.</param>
    /// <param name="category">What they look for.</param>
    public static async Task<Results<Ok<RecommendationsView>, ProblemHttpResult>> Endpoint(
        ExternalKey id, string? category, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id, category), cancellationToken)).ToOk();

    public sealed class Handler(MerchantScope scope, CustomerPersons persons, ReaderLanguage language, IClock clock)
        : IRequestHandler<Query, Result<RecommendationsView>>
    {
        public async Task<Result<RecommendationsView>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (string.IsNullOrWhiteSpace(request.Category))
                return AdviceProblems.CategoryMissing;
            var seen = await persons.SeeAsync(request.Key, cancellationToken);
            if (!seen.IsOk)
                return seen.Error;
            var person = seen.Value;
            await using var batch = scope.Batch();
            var values = await CustomerValues.ReadAsync(batch, scope.MerchantId, person, [request.Category], cancellationToken);
            return values.HasObjected
                ? RecommendationsView.WithheldFrom(person.Id, request.Category)
                : RecommendationsView.Of(
                    person.Id, request.Category, values, clock.GetCurrentInstant(), values.Settings.ReaderIn(language));
        }
    }
}
