using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Reports.Cohorts;

/// <summary>How many of those who first ordered in a month ordered again at all, and one, two, three months later.</summary>
internal static class GetCohortReport
{
    private const string
        Buyers = """
            SELECT m.cohort, m.month, sum(m.customers)::bigint FROM buying_months m
            WHERE m.merchant_id = $1 AND m.cohort >= $2 AND m.cohort <= $3 AND m.source <> 'anonymous' GROUP BY m.cohort, m.month
            """,
        Again = "SELECT s.cohort, s.customers, s.median_days FROM second_orders s WHERE s.merchant_id = $1 AND s.cohort >= $2 AND s.cohort <= $3";

    public sealed record Query(PeriodRequest Period) : IQuery<CohortReportView>;

    /// <param name="format">`json`, `csv` or `svg`; wins over Accept.</param>
    public static Task<Results<Ok<CohortReportView>, FileContentHttpResult, ProblemHttpResult>> Endpoint(
        [AsParameters] PeriodRequest period, AnswerFormat? format, ReportDesk desk, IMediator mediator, CancellationToken cancellationToken) =>
        desk.AnswerAsync(format, CohortReportForm.Form, () => mediator.Send(new Query(period), cancellationToken));

    public sealed class Handler(ReportReads reads) : IRequestHandler<Query, Result<CohortReportView>>
    {
        public async Task<Result<CohortReportView>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (_, today) = await reads.TodayAsync(cancellationToken);
            var asked = request.Period.Months(today);
            if (!asked.IsOk)
                return asked.Error;
            var period = asked.Value;
            await using var batch = reads.Batch();
            batch.Add(Buyers, reads.MerchantId, period.From, period.To);
            batch.Add(Again, reads.MerchantId, period.From, period.To);
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            var (asOf, results) = await ReportReads.ReadAsync(reader, cancellationToken);
            var counts = await results.NextAsync(r => (Cohort: r.GetFieldValue<LocalDate>(0), Month: r.GetFieldValue<LocalDate>(1), Customers: r.GetInt64(2)));
            var buyers = counts.ToLookup(c => c.Cohort, c => (c.Month, c.Customers));
            var again = (await results.NextAsync(r => new SecondOrders(r.GetFieldValue<LocalDate>(0), r.GetInt32(1), r.GetInt32(2)))).ToDictionary(s => s.Cohort);
            return new CohortReportView(
                asOf, period.From, period.To, [.. period.Months.Where(m => m <= today).Select(month => CohortView.Of(month, buyers[month], again.GetValueOrDefault(month), today))]);
        }
    }
}
