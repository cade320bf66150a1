using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Reports.Promises;

/// <summary>Promises kept ÷ due, month by month and by what made them.</summary>
internal static class GetPromiseReport
{
    private const string ByMonth = """
        SELECT p.month, p.source, p.kept, p.broken, p.repaired, p.renegotiated, p.open FROM promise_months p WHERE p.merchant_id = $1 AND p.month >= $2 AND p.month <= $3
        ORDER BY p.month, p.source
        """;

    public sealed record Query(PeriodRequest Period) : IQuery<PromiseReportView>;

    /// <param name="format">`json` or `csv`; wins over Accept.</param>
    public static Task<Results<Ok<PromiseReportView>, FileContentHttpResult, ProblemHttpResult>> Endpoint(
        [AsParameters] PeriodRequest period, AnswerFormat? format, ReportDesk desk, IMediator mediator, CancellationToken cancellationToken) =>
        desk.AnswerAsync(format, PromiseReportForm.Form, () => mediator.Send(new Query(period), cancellationToken));

    public sealed class Handler(ReportReads reads) : IRequestHandler<Query, Result<PromiseReportView>>
    {
        public async Task<Result<PromiseReportView>> Handle(Query request, CancellationToken cancellationToken)
        {
            var asked = await reads.MonthsAsync(request.Period, cancellationToken);
            if (!asked.IsOk)
                return asked.Error;
            var period = asked.Value;
            await using var batch = reads.Batch();
            batch.Add(ByMonth, reads.MerchantId, period.From, period.To);
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            var (asOf, results) = await ReportReads.ReadAsync(reader, cancellationToken);
            var sources = await results.NextAsync(r => r.GetFieldValue<LocalDate>(0), ReadSource);
            return new PromiseReportView(asOf, period.From, period.To, [.. period.Months.Select(month => MonthOf(month, [.. sources[month]]))]);
        }

        private static PromiseMonthView MonthOf(LocalDate month, PromiseSourceView[] sources) => new(month, PromiseCountsView.Sum([.. sources.Select(s => s.Counts)]), sources);

        private static PromiseSourceView ReadSource(NpgsqlDataReader row) =>
            new(row.GetString(1), PromiseCountsView.Of(row.GetInt32(2), row.GetInt32(3), row.GetInt32(4), row.GetInt32(5), row.GetInt32(6)));
    }
}
