using NodaTime;
using Npgsql;
using RetentionApi.Domain.Orders;
using RetentionApi.Merchants;

namespace RetentionApi.Risk;

/// <param name="OrderDays">Ascending.</param>
/// <param name="IsWithheld">They objected to profiling: nothing is kept.</param>
/// <param name="LeftOn">The day they said that they leave; null: they did not, or came back.</param>
internal readonly record struct BuyerToScore(Guid CustomerId, IReadOnlyList<OrderDay> OrderDays, bool IsWithheld, LocalDate? LeftOn = null);

/// <summary>Scores the customers of a dispatcher's batch by the current model, in the batch that writes all else of them.</summary>
internal static class DerivedRisks
{
    /// <param name="batch">Must not have written the standings' order days yet: they tell whose orders changed.</param>
    /// <param name="model">Null before the first fit: nobody has a band.</param>
    public static void Add(NpgsqlBatch batch, RiskModel? model, IReadOnlyList<BuyerToScore> buyers, MerchantSettings settings, Instant now)
    {
        var today = now.InZone(settings.Zone).Date;
        var orders = buyers.Select(b => OrdersOf(b.OrderDays, today)).ToList();
        var scores = model?.Score([.. orders.OfType<BuyerOrders>()], DayNumber.Of(today)) ?? [];
        var (risks, next) = (new List<CustomerRisk>(), 0);
        for (var i = 0; i < buyers.Count; i++)
        {
            var score = model is null || orders[i] is null ? (Churn.CustomerScore?)null : scores[next++];
            var risk = score is null || buyers[i].IsWithheld
                ? CustomerRisk.None(buyers[i].CustomerId, orders[i])
                : CustomerRisk.Of(buyers[i].CustomerId, orders[i]!.Value, score.Value, settings.Currency);
            risks.Add(buyers[i] is { LeftOn: { } leftOn, IsWithheld: false } ? risk.LeftOn(leftOn) : risk);
        }

        batch.AddDerivedRisks(settings.MerchantId, risks, [.. buyers.Select(b => b.OrderDays.Sum(d => d.Spend))], today);
    }

    /// <summary>An order dated tomorrow is no order yet.</summary>
    private static BuyerOrders? OrdersOf(IReadOnlyList<OrderDay> all, LocalDate today)
    {
        var known = all.Where(d => d.Date <= today).ToList();
        return known.Count == 0 ? null : BuyerOrders.Of(known.Select(d => DayNumber.Of(d.Date)).ToArray(), known.Select(d => (double)d.Spend).ToArray());
    }
}
