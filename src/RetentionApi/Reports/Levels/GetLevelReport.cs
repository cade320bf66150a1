using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Relationships;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Reports.Levels;

/// <summary>Where customers stood at the end of each month, and how they came there.</summary>
internal static class GetLevelReport
{
    private const string Flows = "SELECT m.month, m.from_level, m.to_level, m.customers FROM level_months m WHERE m.merchant_id = $1 AND m.month <= $2";

    public sealed record Query(PeriodRequest Period) : IQuery<LevelReportView>;

    /// <param name="format">`json`, `csv` or `svg`; wins over Accept.</param>
    public static Task<Results<Ok<LevelReportView>, FileContentHttpResult, ProblemHttpResult>> Endpoint(
        [AsParameters] PeriodRequest period, AnswerFormat? format, ReportDesk desk, IMediator mediator, CancellationToken cancellationToken) =>
        desk.AnswerAsync(format, LevelReportForm.Form, () => mediator.Send(new Query(period), cancellationToken));

    public sealed class Handler(ReportReads reads) : IRequestHandler<Query, Result<LevelReportView>>
    {
        public async Task<Result<LevelReportView>> Handle(Query request, CancellationToken cancellationToken)
        {
            var asked = await reads.MonthsAsync(request.Period, cancellationToken);
            if (!asked.IsOk)
                return asked.Error;
            var period = asked.Value;
            await using var batch = reads.Batch();
            batch.Add(Flows, reads.MerchantId, period.To);
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            var (asOf, results) = await ReportReads.ReadAsync(reader, cancellationToken);
            var months = LevelMonth.Of(period.Months, await results.NextAsync(ReadFlow));
            return new LevelReportView(asOf, period.From, period.To, [.. months.Select(LevelMonthView.Of)]);
        }

        private static LevelFlow ReadFlow(NpgsqlDataReader row) =>
            new(row.GetFieldValue<LocalDate>(0), row.GetInt16(1) is var from and > 0 ? (Level)from : null, (Level)row.GetInt16(2), row.GetInt32(3));
    }
}
