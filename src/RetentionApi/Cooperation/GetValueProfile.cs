using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Cooperation;

/// <summary>Shows what a customer values, and on what that rests.</summary>
internal static class GetValueProfile
{
    public sealed record Query(ExternalKey Key) : IQuery<ValueProfileView>;

    /// <param name="id">The customer: ours, or `~source:externalId`.</param>
    public static async Task<Results<Ok<ValueProfileView>, ProblemHttpResult>> Endpoint(ExternalKey id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id), cancellationToken)).ToOk();

    public sealed class Handler(MerchantScope scope, CustomerPersons persons, ReaderLanguage language, IClock clock)
        : IRequestHandler<Query, Result<ValueProfileView>>
    {
        public async Task<Result<ValueProfileView>> Handle(Query request, CancellationToken cancellationToken)
        {
            var seen = await persons.SeeAsync(request.Key, cancellationToken);
            if (!seen.IsOk)
                return seen.Error;
            var person = seen.Value;
            await using var batch = scope.Batch();
            var values = await CustomerValues.ReadAsync(batch, scope.MerchantId, person, [], cancellationToken);
            return ValueProfileView.Of(person.Id, values, clock.GetCurrentInstant(), values.Settings.ReaderIn(language));
        }
    }
}
