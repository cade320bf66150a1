using System.Text.Json;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using RetentionApi.Customers;
using RetentionApi.Domain.Cases;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Relationships;
using RetentionApi.Platform.Explanations;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Relationships.Mutual;

/// <summary>Shows what a customer and the merchant gave each other, and who carries the relation.</summary>
internal static class GetReciprocity
{
    private const string GoodwillOf = "SELECT c.id, c.goodwill::text FROM cases c WHERE c.merchant_id = $1 AND c.customer_id = ANY($2) AND c.goodwill <> '[]'";

    public sealed record Query(ExternalKey Key) : IQuery<ReciprocityView>;

    /// <param name="id">The customer: ours, or `~source:externalId`.</param>
    public static async Task<Results<Ok<ReciprocityView>, ProblemHttpResult>> Endpoint(ExternalKey id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id), cancellationToken)).ToOk();

    public sealed class Handler(RelationshipReads reads, MerchantScope scope, ReaderLanguage language, IClock clock, Caller caller) : IRequestHandler<Query, Result<ReciprocityView>>
    {
        public async Task<Result<ReciprocityView>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (await reads.FindAsync(request.Key, cancellationToken) is not { } person)
                return CustomerProblems.NotFound;
            var record = person.Facts.Record;
            if (record.IsRestricted && !caller.SeesRestricted())
                return CustomerProblems.Restricted;
            var now = clock.GetCurrentInstant();
            if (record.HasObjectedToProfiling)
                return ReciprocityView.WithheldFrom(record.CustomerId, now);
            var goodwill = await GoodwillAsync(person.Facts.Members, cancellationToken);
            var reciprocity = Reciprocity.Of(record, person.Facts.FollowUps, person.Facts.Evidence, goodwill, person.Settings.Policy.Reliability.ReciprocityWindow, now);
            return ReciprocityView.Of(record.CustomerId, now, reciprocity, new Reader(language.Or(person.Settings.Language), person.Settings.Zone));
        }

        private async Task<IReadOnlyList<Gift>> GoodwillAsync(IReadOnlyList<Guid> members, CancellationToken cancellationToken)
        {
            await using var batch = scope.Batch();
            batch.Add(GoodwillOf, scope.MerchantId, members.ToArray());
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            var rows = await new ResultSets(reader, cancellationToken).FirstAsync(r => (Id: r.GetGuid(0), Given: JsonSerializer.Deserialize<Goodwill[]>(r.GetString(1), JsonDefaults.Options)!));
            return [.. rows.SelectMany(r => r.Given.Select(g => new Gift(GiftKind.Benefit, g.GivenAt, FactKey.Case(r.Id, 1), Explanation.Of("gift.goodwill", ("on", g.GivenAt)))))];
        }
    }
}
