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
        private const string Filters = "surveys";

        public async Task<Result<Page<SurveyView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var after = Cursor.Read<Position>(request.Page.Cursor, Filters);
            if ((request.Page.Problem ?? after.Error) is { } problem)
                return problem;
            var surveys = db.Set<SurveyRow>().AsNoTracking();
            var total = await request.Page.TotalOfAsync(surveys, cancellationToken);
            if (after.Value is { } last)
                surveys = surveys.Where(s => s.Id < last.Id);
            var rows = await surveys.OrderByDescending(s => s.Id).Take(request.Page.Size + 1).ToListAsync(cancellationToken);
            return Page<SurveyView>.Of([.. rows.Select(SurveyView.Of)], request.Page.Size, s => new Position(s.Id), Filters, total);
        }
    }

    private sealed record Position(Guid Id);
}
