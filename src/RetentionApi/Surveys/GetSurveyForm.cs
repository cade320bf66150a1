using MediatR;
using Microsoft.EntityFrameworkCore;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Surveys;

/// <summary>The survey that an invitation is to.</summary>
internal static class GetSurveyForm
{
    public sealed record Query(Guid InvitationId) : IQuery<SurveyView>;

    public sealed class Handler(RetentionDbContext db) : IRequestHandler<Query, Result<SurveyView>>
    {
        public async Task<Result<SurveyView>> Handle(Query request, CancellationToken cancellationToken) =>
            await db.Set<SurveyInvitationRow>().Where(i => i.Id == request.InvitationId)
                .Join(db.Set<SurveyRow>(), i => i.SurveyId, s => s.Id, (_, s) => s).AsNoTracking().SingleOrDefaultAsync(cancellationToken) is { } row
                ? SurveyView.Of(row)
                : SurveyProblems.NotFound;
    }
}
