using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Reviews;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;
using RetentionApi.Reviews;

namespace RetentionApi.Reports.Reviews;

/// <summary>What was reviewed, quarter by quarter: the figures, and what became of goals and improvements.</summary>
internal static class GetReviewReport
{
    public sealed record Query(PeriodRequest Period, Guid? SegmentId) : IQuery<ReviewReportView>;

    /// <param name="segmentId">Only of this segment.</param>
    /// <param name="format">`json` or `csv`; wins over Accept.</param>
    public static Task<Results<Ok<ReviewReportView>, FileContentHttpResult, ProblemHttpResult>> Endpoint(
        [AsParameters] PeriodRequest period, Guid? segmentId, AnswerFormat? format, ReportDesk desk, IMediator mediator, CancellationToken cancellationToken) =>
        desk.AnswerAsync(format, ReviewReportForm.Form, () => mediator.Send(new Query(period, segmentId), cancellationToken));

    public sealed class Handler(RetentionDbContext db, ReportReads reads) : IRequestHandler<Query, Result<ReviewReportView>>
    {
        public async Task<Result<ReviewReportView>> Handle(Query request, CancellationToken cancellationToken)
        {
            var asked = await reads.MonthsAsync(request.Period, cancellationToken);
            if (!asked.IsOk)
                return asked.Error;
            var (period, segment) = (asked.Value, request.SegmentId);
            var (first, last) = (Quarter.Of(period.From).Begins, Quarter.Of(period.To).Begins);
            var reviews = db.Set<Review>().AsNoTracking().Where(r => r.QuarterBegins >= first && r.QuarterBegins <= last);
            if (segment is not null)
                reviews = reviews.Where(r => r.SegmentId == segment);
            var rows = await reviews.OrderBy(r => r.QuarterBegins).ThenBy(r => r.Id).ToListAsync(cancellationToken);
            return new ReviewReportView(period.From, period.To, [.. (await db.ViewsAsync(rows, cancellationToken)).Select(ReviewedQuarterView.Of)]);
        }
    }
}
