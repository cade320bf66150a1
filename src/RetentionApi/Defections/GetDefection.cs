using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Merchants;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Defections;

internal static class GetDefection
{
    public sealed record Query(Guid Id) : IQuery<DefectionView>;

    public static async Task<Results<Ok<DefectionView>, ProblemHttpResult>> Endpoint(Guid id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id), cancellationToken)).ToOk();

    public sealed class Handler(MerchantScope scope, CustomerPersons persons, ReaderLanguage language) : IRequestHandler<Query, Result<DefectionView>>
    {
        public async Task<Result<DefectionView>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (await FindAsync(request.Id, cancellationToken) is not { } view)
                return DefectionProblems.NotFound;
            return await persons.IsHiddenAsync(view.CustomerId, cancellationToken) ? CustomerProblems.Restricted : view;
        }

        private async Task<DefectionView?> FindAsync(Guid id, CancellationToken cancellationToken)
        {
            await using var batch = scope.Batch();
            MerchantSettings.Add(batch, scope.MerchantId);
            DefectionView.Add(batch, scope.MerchantId, id);
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            var settings = await MerchantSettings.ReadAsync(reader, scope.MerchantId, cancellationToken);
            var words = settings.ReaderIn(language);
            return (await new ResultSets(reader, cancellationToken).NextAsync(r => DefectionView.Read(r, words, settings.Currency))).SingleOrDefault();
        }
    }
}
