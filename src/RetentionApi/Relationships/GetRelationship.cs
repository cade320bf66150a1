using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;

namespace RetentionApi.Relationships;

/// <summary>Explains a customer's level, now or as of an instant that has passed.</summary>
internal static class GetRelationship
{
    public sealed record Query(ExternalKey Key, Instant? AsOf) : IQuery<RelationshipView>;

    /// <param name="id">Ours, or `~source:externalId`.</param>
    /// <param name="asOf">An instant that has passed: the level is computed for it anew and compared with what was on record.</param>
    public static async Task<Results<Ok<RelationshipView>, ProblemHttpResult>> Endpoint(
        ExternalKey id, InstantParameter? asOf, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id, asOf?.Instant), cancellationToken)).ToOk();

    public sealed class Handler(RelationshipReads reads, ReaderLanguage language, IClock clock) : IRequestHandler<Query, Result<RelationshipView>>
    {
        public async Task<Result<RelationshipView>> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = clock.GetCurrentInstant();
            if (request.AsOf > now)
                return RelationshipProblems.InFuture;
            var seen = await reads.SeeAsync(request.Key, cancellationToken);
            if (!seen.IsOk)
                return seen.Error;
            var person = seen.Value;
            var asOf = request.AsOf ?? now;
            return person.Facts.Record.HasObjectedToProfiling
                ? RelationshipView.WithheldFrom(person.Facts.Record.CustomerId, asOf)
                : RelationshipViews.Of(person, asOf, now, request.AsOf is not null, person.Settings.ReaderIn(language));
        }
    }
}
