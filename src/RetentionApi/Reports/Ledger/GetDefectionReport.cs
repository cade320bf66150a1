using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Defections;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Reports.Ledger;

/// <summary>How many customers there were, came, came back and left, by month, and why they left.</summary>
internal static class GetDefectionReport
{
    private const string
        FirstOrders = """
            SELECT m.month, sum(m.customers)::bigint FROM buying_months m WHERE m.merchant_id = $1 AND m.cohort <= $2 AND m.month = m.cohort AND m.source <> 'anonymous' GROUP BY m.month
            """,
        Defections = "SELECT m.month, m.cause, m.known, m.lost, m.came_back, m.won_back_since FROM defection_months m WHERE m.merchant_id = $1 AND m.month <= $2";

    public sealed record Query(PeriodRequest Period) : IQuery<DefectionReportView>;

    /// <param name="format">`json`, `csv` or `svg`; wins over Accept.</param>
    public static Task<Results<Ok<DefectionReportView>, FileContentHttpResult, ProblemHttpResult>> Endpoint(
        [AsParameters] PeriodRequest period, AnswerFormat? format, ReportDesk desk, IMediator mediator, CancellationToken cancellationToken) =>
        desk.AnswerAsync(format, DefectionReportForm.Form, () => mediator.Send(new Query(period), cancellationToken));

    public sealed class Handler(ReportReads reads) : IRequestHandler<Query, Result<DefectionReportView>>
    {
        public async Task<Result<DefectionReportView>> Handle(Query request, CancellationToken cancellationToken)
        {
            var asked = await reads.MonthsAsync(request.Period, cancellationToken);
            if (!asked.IsOk)
                return asked.Error;
            var period = asked.Value;
            await using var batch = reads.Batch();
            batch.Add(FirstOrders, reads.MerchantId, period.To);
            batch.Add(Defections, reads.MerchantId, period.To);
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            var (asOf, results) = await ReportReads.ReadAsync(reader, cancellationToken);
            var first = await results.NextAsync(r => (r.GetFieldValue<LocalDate>(0), r.GetInt64(1)));
            var defections = await results.NextAsync(ReadDefections);
            var months = LedgerMonth.Between(period.From, period.To, first, defections.Select(d => (d.Month, d.CameBack)), defections.Select(d => (d.Month, d.Lost)));
            return DefectionReportView.Of(asOf, period, months, defections);
        }

        private static MonthOfDefections ReadDefections(NpgsqlDataReader row) => new(
            row.GetFieldValue<LocalDate>(0), EnumWords.Parse<DefectionCause>(row.GetString(1)), EnumWords.Parse<CauseKnowledge>(row.GetString(2)), row.GetInt32(3), row.GetInt32(4), row.GetInt32(5));
    }
}

/// <summary>Who left in a month for this cause, and who of all that left for it came back in the month.</summary>
/// <param name="WonBackSince">Of those who left in the month: who has come back since.</param>
internal sealed record MonthOfDefections(LocalDate Month, DefectionCause Cause, CauseKnowledge Known, long Lost, long CameBack, long WonBackSince);
