using System.Text.Json;
using NodaTime;
using Npgsql;
using RetentionApi.Churn;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Risk;

/// <summary>A stored fit, ready to score customers by it.</summary>
/// <param name="Spend">Null where repeat orders are too few, or too uneven to have a mean.</param>
/// <param name="MeanOrderValue">Stands in for the spend model; null where no order had a value.</param>
internal sealed record RiskModel(Guid Id, LocalDate AsOf, ScoringModel Scoring, bool IsPriorBased, SpendModel? Spend, double? MeanOrderValue)
{
    public const string Columns = "m.id, m.as_of, m.r, m.alpha, m.a, m.b, m.horizon_days, m.is_degenerate, m.is_prior_based, m.spend_p, m.spend_q, m.spend_v, m.mean_order_value, m.bands::text";

    /// <summary>$1 merchant. No row before the first fit.</summary>
    public const string Current = $"SELECT {Columns} FROM churn_models m WHERE m.merchant_id = $1 AND m.is_current";

    public static RiskModel Read(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetFieldValue<LocalDate>(1),
        new ScoringModel(new ModelParameters(row.GetDouble(2), row.GetDouble(3), row.GetDouble(4), row.GetDouble(5)), row.GetInt32(6), row.GetBoolean(7), JsonSerializer.Deserialize<RiskRule>(row.GetString(13), JsonDefaults.Options)!),
        row.GetBoolean(8),
        row.IsDBNull(9) ? null : new SpendModel(row.GetDouble(9), row.GetDouble(10), row.GetDouble(11)),
        row.ValueOrNull<double>(12));

    /// <summary>What an order of theirs is expected to be worth; NaN where nothing is known.</summary>
    public double OrderValue(BuyerOrders buyer) => Spend?.ExpectedValue(buyer.ValuedRepeats, buyer.MeanValue) ?? MeanOrderValue ?? double.NaN;

    /// <summary>One score a buyer, in their order.</summary>
    /// <param name="today">Not before any buyer's last order.</param>
    public CustomerScore[] Score(IReadOnlyList<BuyerOrders> buyers, int today)
    {
        var table = new BuyerTable([.. buyers.Select(b => b.FirstDay)], [.. buyers.Select(b => b.LastDay)], [.. buyers.Select(b => b.OrderDays)]);
        return CustomerScores.Of(Scoring, table, today, buyers.Select(OrderValue).ToArray());
    }
}
