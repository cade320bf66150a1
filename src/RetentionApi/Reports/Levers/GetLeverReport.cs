using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Orders;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Reports.Levers;

/// <summary>All growth is customers × orders of a customer × value of an order: each month by month, and from whom it came.</summary>
internal static class GetLeverReport
{
    private const string Buying = """
        SELECT m.month, m.source, sum(m.customers)::bigint, sum(m.orders)::bigint, sum(m.spend_orders)::bigint, sum(m.spend) FROM buying_months m
        WHERE m.merchant_id = $1 AND m.month >= $2 AND m.month <= $3 GROUP BY m.month, m.source
        """;

    public sealed record Query(PeriodRequest Period) : IQuery<LeverReportView>;

    /// <param name="format">`json`, `csv` or `svg`; wins over Accept.</param>
    public static Task<Results<Ok<LeverReportView>, FileContentHttpResult, ProblemHttpResult>> Endpoint(
        [AsParameters] PeriodRequest period, AnswerFormat? format, ReportDesk desk, IMediator mediator, CancellationToken cancellationToken) =>
        desk.AnswerAsync(format, LeverReportForm.Form, () => mediator.Send(new Query(period), cancellationToken));

    public sealed class Handler(ReportReads reads) : IRequestHandler<Query, Result<LeverReportView>>
    {
        public async Task<Result<LeverReportView>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (settings, today) = await reads.TodayAsync(cancellationToken);
            var asked = request.Period.Months(today);
            if (!asked.IsOk)
                return asked.Error;
            var period = asked.Value;
            await using var batch = reads.Batch();
            batch.Add(Buying, reads.MerchantId, period.From, period.To);
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            var (asOf, results) = await ReportReads.ReadAsync(reader, cancellationToken);
            var bought = await results.NextAsync(r => r.GetFieldValue<LocalDate>(0), ReadBuying);
            return new LeverReportView(asOf, period.From, period.To, settings.Currency, [.. period.Months.Select(month => LeverMonthView.Of(month, bought[month], settings.Currency))]);
        }

        private static Buying ReadBuying(NpgsqlDataReader row) =>
            new(EnumWords.Parse<BuyingSource>(row.GetString(1)), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetDecimal(5));
    }
}

/// <summary>What came of one source in a month.</summary>
/// <param name="SpendOrders">How many of the orders are in the merchant's currency, and so in <paramref name="Spend"/>.</param>
internal readonly record struct Buying(BuyingSource Source, long Customers, long Orders, long SpendOrders, decimal Spend)
{
    public static Buying operator +(Buying one, Buying other) =>
        new(one.Source, one.Customers + other.Customers, one.Orders + other.Orders, one.SpendOrders + other.SpendOrders, one.Spend + other.Spend);
}
