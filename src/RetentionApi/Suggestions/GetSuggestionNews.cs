using MediatR;
using Microsoft.EntityFrameworkCore;
using RetentionApi.CustomerPages;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Suggestions;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Suggestions;

/// <summary>What became of the suggestion that a link leads to: the one it names, or the one made by it; where that was merged, the one that stays.</summary>
internal static class GetSuggestionNews
{
    public sealed record Query(LinkPurpose Purpose, Guid LinkId, Guid SubjectId) : IQuery<SuggestionView>;

    public sealed class Handler(RetentionDbContext db, MerchantScope scope) : IRequestHandler<Query, Result<SuggestionView>>
    {
        public async Task<Result<SuggestionView>> Handle(Query request, CancellationToken cancellationToken)
        {
            var named = request.Purpose is LinkPurpose.SuggestionNews
                ? request.SubjectId
                : await db.Set<SuggestionVoiceRow>().Where(v => v.LinkId == request.LinkId).Select(v => (Guid?)v.SuggestionId).FirstOrDefaultAsync(cancellationToken);
            var survivor = await db.Set<Suggestion>().Where(s => s.Id == named).Select(s => s.MergedIntoId ?? s.Id).FirstOrDefaultAsync(cancellationToken);
            await using var batch = scope.Batch();
            batch.AddSuggestion(scope.MerchantId, survivor);
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            return await reader.ReadAsync(cancellationToken) ? SuggestionReads.Read(reader) : SuggestionProblems.NotFound;
        }
    }
}
