using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Defections;
using RetentionApi.Merchants;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Defections;

/// <summary>How many customers there were, came, came back and left, by month.</summary>
internal static class GetDefectionBalance
{
    private const int MostMonths = 600, UsualMonths = 12;

    /// <summary>By day, as the indexes have it: counting days is a scan of one narrow index, and there are few of them.</summary>
    private const string
        FirstOrders = "SELECT s.first_order_on, count(*) FROM customer_standings s WHERE s.merchant_id = $1 AND s.first_order_on <= $2 GROUP BY s.first_order_on",
        Losses = "SELECT d.lost_on, count(*) FROM defections d WHERE d.merchant_id = $1 AND d.withdrawal IS NULL AND d.lost_on <= $2 GROUP BY d.lost_on",
        WonBack = """
            SELECT d.came_back_on, count(*) FROM defections d
            WHERE d.merchant_id = $1 AND d.withdrawal IS NULL AND d.came_back_on IS NOT NULL AND d.came_back_on <= $2 GROUP BY d.came_back_on
            """;

    public sealed record Query(LocalDate? From, LocalDate? To) : IQuery<LedgerView>;

    /// <param name="from">A day of the first month; absent: eleven months before the last.</param>
    /// <param name="to">A day of the last month; absent: this month.</param>
    public static async Task<Results<Ok<LedgerView>, ProblemHttpResult>> Endpoint(DateParameter? from, DateParameter? to, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(from?.Date, to?.Date), cancellationToken)).ToOk();

    public sealed class Handler(MerchantScope scope, IClock clock) : IRequestHandler<Query, Result<LedgerView>>
    {
        public async Task<Result<LedgerView>> Handle(Query request, CancellationToken cancellationToken)
        {
            var zone = (await MerchantSettings.ReadAsync(scope, cancellationToken)).Zone;
            var to = request.To ?? request.From?.PlusMonths(UsualMonths - 1) ?? clock.GetCurrentInstant().InZone(zone).Date;
            var from = request.From ?? to.PlusMonths(1 - UsualMonths);
            if (from > to || Period.Between(from, to, PeriodUnits.Months).Months >= MostMonths)
                return DefectionProblems.MonthsReversed;

            var end = new LocalDate(to.Year, to.Month, 1).PlusMonths(1).PlusDays(-1);
            await using var batch = scope.Batch();
            foreach (var statement in new[] { FirstOrders, WonBack, Losses })
                batch.Add(statement, scope.MerchantId, end);
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            var results = new ResultSets(reader, cancellationToken);
            var first = await results.FirstAsync(r => (r.GetFieldValue<LocalDate>(0), r.GetInt64(1)));
            var back = await results.NextAsync(r => (r.GetFieldValue<LocalDate>(0), r.GetInt64(1)));
            var lost = await results.NextAsync(r => (r.GetFieldValue<LocalDate>(0), r.GetInt64(1)));
            return LedgerView.Of(LedgerMonth.Between(from, to, first, back, lost));
        }
    }
}

/// <param name="Months">Oldest first; each closes with what the next opens with.</param>
internal sealed record LedgerView(IReadOnlyList<LedgerMonthView> Months)
{
    public static LedgerView Of(IReadOnlyList<LedgerMonth> months) =>
        new([.. months.Select(m => new LedgerMonthView(m.Month, m.Opening, m.New, m.WonBack, m.Lost, m.Closing))]);
}

/// <summary>opening + new + wonBack − lost = closing, always.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="Opening">Who had ordered before and was not lost when it began.</param>
/// <param name="New">Whose first order was in it.</param>
/// <param name="WonBack">Who ordered again after they were lost.</param>
/// <param name="Lost">Who crossed into lost, or said that they leave.</param>
internal sealed record LedgerMonthView(LocalDate Month, long Opening, long New, long WonBack, long Lost, long Closing);
