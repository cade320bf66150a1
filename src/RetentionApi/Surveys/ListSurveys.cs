using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Paging;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Surveys;

/// <summary>All there are, newest first.</summary>
internal static class ListSurveys
{
    public sealed record Query(PageRequest Page) : IQuery<Page<SurveyView>>;

    public static async Task<Results<Ok<Page<SurveyView>>, ProblemHttpResult>> Endpoint(
        [AsParameters] PageRequest page, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(page), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db) : IRequestHandler<Query, Result<Page<SurveyView>>>
    {
        public Task<Result<Page<SurveyView>>> Handle(Query request, CancellationToken cancellationToken) =>
            db.Set<SurveyRow>().AsNoTracking().NewestFirstAsync(request.Page, "surveys", SurveyView.Of, view => view.Id, cancellationToken);
    }
}
