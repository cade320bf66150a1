using System.Text.Json;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using RetentionApi.Domain.Cases;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Relationships;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Relationships.Mutual;

/// <summary>Shows what a customer and the merchant gave each other, and who carries the relation.</summary>
internal static class GetReciprocity
{
    private const string GoodwillOf = "SELECT c.id, c.goodwill::text FROM cases c WHERE c.merchant_id = $1 AND c.customer_id = ANY($2) AND c.goodwill <> '[]'";

    public sealed record Query(ExternalKey Key) : IQuery<ReciprocityView>;

    /// <param name="id">The customer: ours, or `~source:externalId`.</param>
    public static async Task<Results<Ok<ReciprocityView>, ProblemHttpResult>> Endpoint(ExternalKey id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id), cancellationToken)).ToOk();

    public sealed class Handler(RelationshipReads reads, MerchantScope scope, ReaderLanguage language, IClock clock) : IRequestHandler<Query, Result<ReciprocityView>>
    {
        public async Task<Result<ReciprocityView>> Handle(Query request, CancellationToken cancellationToken)
        {
            var seen = await reads.SeeAsync(request.Key, cancellationToken);
            if (!seen.IsOk)
                return seen.Error;
            var (person, record) = (seen.Value, seen.Value.Facts.Record);
            var now = clock.GetCurrentInstant();
            if (record.HasObjectedToProfiling)
                return ReciprocityView.WithheldFrom(record.CustomerId, now);
            var goodwill = await GoodwillAsync(person.Facts.Members, cancellationToken);
            var reciprocity = Reciprocity.Of(record, person.Facts.FollowUps, person.Facts.Evidence, goodwill, person.Settings.Policy.Reliability.ReciprocityWindow, now);
            return ReciprocityView.Of(record.CustomerId, now, reciprocity, person.Settings.ReaderIn(language));
        }

        private async Task<IReadOnlyList<Gift>> GoodwillAsync(IReadOnlyList<Guid> members, CancellationToken cancellationToken)
        {
            await using var batch = scope.Batch();
            batch.Add(GoodwillOf, scope.MerchantId, members.ToArray());
            var rows = await batch.AllAsync(r => (Id: r.GetGuid(0), Given: JsonSerializer.Deserialize<Goodwill[]>(r.GetString(1), JsonDefaults.Options)!), cancellationToken);
            return [.. rows.SelectMany(r => r.Given.Select(g => new Gift(GiftKind.Benefit, g.GivenAt, FactKey.Case(r.Id, 1), Explanation.Of("gift.goodwill", ("on", g.GivenAt)))))];
        }
    }
}
