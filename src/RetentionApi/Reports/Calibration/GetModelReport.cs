using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;
using RetentionApi.Risk;

namespace RetentionApi.Reports.Calibration;

/// <summary>The model by which customers are scored now, and how well the same fit made a horizon earlier would have foretold what happened since.</summary>
internal static class GetModelReport
{
    public sealed record Query : IQuery<ChurnModelView>;

    /// <param name="format">`json`, `csv` or `svg`; wins over Accept.</param>
    public static Task<Results<Ok<ChurnModelView>, FileContentHttpResult, ProblemHttpResult>> Endpoint(
        AnswerFormat? format, ReportDesk desk, IMediator mediator, CancellationToken cancellationToken) =>
        desk.AnswerAsync(format, ModelReportForm.Form, () => mediator.Send(new Query(), cancellationToken));

    public sealed class Handler(RetentionDbContext db) : IRequestHandler<Query, Result<ChurnModelView>>
    {
        public async Task<Result<ChurnModelView>> Handle(Query request, CancellationToken cancellationToken) =>
            await db.Set<ChurnModelRow>().AsNoTracking().SingleOrDefaultAsync(m => m.IsCurrent, cancellationToken) is { } row
                ? ChurnModelView.Of(row)
                : RiskProblems.NotFitted;
    }
}
