using System.ComponentModel;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Reviews;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Paging;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Reviews;

/// <summary>Reviews, the latest quarter first.</summary>
internal static class ListReviews
{
    /// <param name="SegmentId">Only of this segment.</param>
    /// <param name="Stage">Only those that stand here.</param>
    public sealed record Filters(
        Guid? SegmentId,
        [property: Description("Only of this quarter: like `2026-Q1`.")] QuarterParameter? Quarter,
        ReviewStage? Stage);

    public sealed record Query(Filters Filters, PageRequest Page) : IQuery<Page<ReviewView>>;

    public static async Task<Results<Ok<Page<ReviewView>>, ProblemHttpResult>> Endpoint(
        [AsParameters] Filters filters, [AsParameters] PageRequest page, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(filters, page), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db) : IRequestHandler<Query, Result<Page<ReviewView>>>
    {
        public async Task<Result<Page<ReviewView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (filters, page) = request;
            var fingerprint = $"reviews|{filters}";
            var after = Cursor.Read<Position>(page.Cursor, fingerprint);
            if ((page.Problem ?? after.Error) is { } problem)
                return problem;

            var reviews = Narrowed(filters);
            var total = await page.TotalOfAsync(reviews, cancellationToken);
            if (after.Value is { } last)
                reviews = reviews.Where(r => r.QuarterBegins < last.QuarterBegins || (r.QuarterBegins == last.QuarterBegins && r.Id.CompareTo(last.Id) < 0));
            var rows = await reviews.OrderByDescending(r => r.QuarterBegins).ThenByDescending(r => r.Id).Take(page.Size + 1).ToListAsync(cancellationToken);
            return Page<ReviewView>.Of(
                await db.ViewsAsync(rows, cancellationToken), page.Size, r => new Position(rows.Single(row => row.Id == r.Id).QuarterBegins, r.Id), fingerprint, total);
        }

        private IQueryable<Review> Narrowed(Filters filters)
        {
            var reviews = db.Set<Review>().AsNoTracking();
            if (filters.SegmentId is { } segment)
                reviews = reviews.Where(r => r.SegmentId == segment);
            if (filters.Quarter?.Quarter.Begins is { } begins)
                reviews = reviews.Where(r => r.QuarterBegins == begins);
            if (filters.Stage is { } stage)
                reviews = reviews.Where(r => r.Stage == stage);
            return reviews;
        }
    }

    private sealed record Position(LocalDate QuarterBegins, Guid Id);
}
