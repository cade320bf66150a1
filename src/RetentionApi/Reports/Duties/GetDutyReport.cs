using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Relationships;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Reports.Duties;

/// <summary>What was owed, and what became of it, month by month; from the days that are counted as duties end.</summary>
internal static class GetDutyReport
{
    /// <summary>$2 first day, $3 last day, $4 what is owed to customers.</summary>
    private const string ByMonth = """
        SELECT date_trunc('month', d.day::timestamp)::date, d.kind, d.level, sum(d.in_time)::bigint, sum(d.late)::bigint, sum(d.missed)::bigint, sum(d.skipped)::bigint,
          sum(d.answered)::bigint, sum(d.not_reachable)::bigint
        FROM duty_days d WHERE d.merchant_id = $1 AND d.day >= $2 AND d.day <= $3 AND d.kind = ANY($4) GROUP BY 1, 2, 3
        """;

    private static readonly string[] OwedToCustomers = [.. Enum.GetValues<FollowUpKind>().Where(k => k.IsOwedToCustomer()).Select(k => k.Word())];

    public sealed record Query(PeriodRequest Period) : IQuery<DutyReportView>;

    /// <param name="format">`json` or `csv`; wins over Accept.</param>
    public static Task<Results<Ok<DutyReportView>, FileContentHttpResult, ProblemHttpResult>> Endpoint(
        [AsParameters] PeriodRequest period, AnswerFormat? format, ReportDesk desk, IMediator mediator, CancellationToken cancellationToken) =>
        desk.AnswerAsync(format, DutyReportForm.Form, () => mediator.Send(new Query(period), cancellationToken));

    public sealed class Handler(ReportReads reads, MerchantScope scope) : IRequestHandler<Query, Result<DutyReportView>>
    {
        public async Task<Result<DutyReportView>> Handle(Query request, CancellationToken cancellationToken)
        {
            var asked = await reads.MonthsAsync(request.Period, cancellationToken);
            if (!asked.IsOk)
                return asked.Error;
            var period = asked.Value;
            await using var batch = scope.Batch();
            batch.Add(ByMonth, scope.MerchantId, period.From, period.To, OwedToCustomers);
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            var months = (await new ResultSets(reader, cancellationToken).FirstAsync(r => (Month: r.GetFieldValue<LocalDate>(0), Kind: ReadKind(r)))).ToLookup(k => k.Month, k => k.Kind);
            return new DutyReportView(period.From, period.To, [.. period.Months.Select(month => MonthOf(month, months[month]))]);
        }

        private static DutyMonthView MonthOf(LocalDate month, IEnumerable<DutyKindView> kinds)
        {
            DutyKindView[] sorted = [.. kinds.OrderBy(k => k.Kind).ThenBy(k => k.Level)];
            return new DutyMonthView(month, DutyCountsView.Sum([.. sorted.Select(k => k.Counts)]), sorted);
        }

        private static DutyKindView ReadKind(NpgsqlDataReader row) => new(
            EnumWords.Parse<FollowUpKind>(row.GetString(1)), row.GetInt16(2) is var level and > 0 ? (Level)level : null,
            DutyCountsView.Of(row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6), row.GetInt64(7), row.GetInt64(8)));
    }
}
