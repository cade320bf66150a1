using MediatR;
using Microsoft.EntityFrameworkCore;
using RetentionApi.CustomerPages;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Suggestions;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Suggestions;

/// <summary>
/// What became of the suggestion that a link leads to: the one it names, or the one made by it; where that was merged, the one that stays. Where whoever made that one is restricted,
/// the others who ask for it see it in their own words, if they used any.
/// </summary>
internal static class GetSuggestionNews
{
    public sealed record Query(LinkPurpose Purpose, Guid LinkId, Guid SubjectId, Guid CustomerId) : IQuery<SuggestionView>;

    public sealed class Handler(RetentionDbContext db, MerchantScope scope, CustomerPersons persons) : IRequestHandler<Query, Result<SuggestionView>>
    {
        public async Task<Result<SuggestionView>> Handle(Query request, CancellationToken cancellationToken)
        {
            var named = request.Purpose is LinkPurpose.SuggestionNews
                ? request.SubjectId
                : await db.Set<SuggestionVoiceRow>().Where(v => v.LinkId == request.LinkId).Select(v => (Guid?)v.SuggestionId).FirstOrDefaultAsync(cancellationToken);
            var survivor = await db.Set<Suggestion>().Where(s => s.Id == named).Select(s => s.MergedIntoId ?? s.Id).FirstOrDefaultAsync(cancellationToken);
            if (await FindAsync(survivor, cancellationToken) is not { } view)
                return SuggestionProblems.NotFound;
            return await persons.IsHiddenAsync(view.CustomerId, cancellationToken) ? view with { Text = await OwnWordsAsync(request, survivor, cancellationToken) ?? "" } : view;
        }

        /// <summary>By itself: its connection is back before the next is taken.</summary>
        private async Task<SuggestionView?> FindAsync(Guid id, CancellationToken cancellationToken)
        {
            await using var batch = scope.Batch();
            batch.AddSuggestion(scope.MerchantId, id);
            return await batch.OneAsync(SuggestionReads.Read, cancellationToken);
        }

        private Task<string?> OwnWordsAsync(Query request, Guid suggestionId, CancellationToken cancellationToken) =>
            db.Set<SuggestionVoiceRow>().Where(v => v.SuggestionId == suggestionId && v.CustomerId == request.CustomerId).Select(v => v.Text).SingleOrDefaultAsync(cancellationToken);
    }
}
