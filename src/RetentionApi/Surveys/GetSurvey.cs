using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Surveys;

internal static class GetSurvey
{
    public sealed record Query(Guid Id) : IQuery<SurveyView>;

    public static async Task<Results<Ok<SurveyView>, ProblemHttpResult>> Endpoint(Guid id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db) : IRequestHandler<Query, Result<SurveyView>>
    {
        public async Task<Result<SurveyView>> Handle(Query request, CancellationToken cancellationToken) =>
            await db.Set<SurveyRow>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == request.Id, cancellationToken) is { } row ? SurveyView.Of(row) : SurveyProblems.NotFound;
    }
}
