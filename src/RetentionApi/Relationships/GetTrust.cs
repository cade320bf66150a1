using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Relationships;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;

namespace RetentionApi.Relationships;

/// <summary>Explains a customer's trust: three layers, what they rest on and what moved them.</summary>
internal static class GetTrust
{
    public sealed record Query(ExternalKey Key) : IQuery<TrustDetailView>;

    public static async Task<Results<Ok<TrustDetailView>, ProblemHttpResult>> Endpoint(ExternalKey id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id), cancellationToken)).ToOk();

    public sealed class Handler(RelationshipReads reads, ReaderLanguage language, IClock clock) : IRequestHandler<Query, Result<TrustDetailView>>
    {
        public async Task<Result<TrustDetailView>> Handle(Query request, CancellationToken cancellationToken)
        {
            var seen = await reads.SeeAsync(request.Key, cancellationToken);
            if (!seen.IsOk)
                return seen.Error;
            var person = seen.Value;
            var (now, customerId) = (clock.GetCurrentInstant(), person.Facts.Record.CustomerId);
            if (person.Facts.Record.HasObjectedToProfiling)
                return TrustDetailView.WithheldFrom(customerId, now);
            var basis = CustomerDerivation.BasisOf(person.Facts, person.Settings.Rules, now);
            var trust = Trust.Assess(person.Facts.Evidence, basis, person.Settings.Policy.Trust, now, now);
            var extended = TrustExtended.Advise(trust, person.Facts.Record.Orders, person.Settings.Currency, person.Settings.Policy.TrustExtended, now);
            return TrustDetailView.Of(customerId, now, trust, extended, person.Settings.ReaderIn(language));
        }
    }
}
