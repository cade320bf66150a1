using NodaTime;
using RetentionApi.Churn;
using RetentionApi.Domain.Common;

namespace RetentionApi.Risk;

/// <summary>What is stored of one customer's risk: the band, and the days on which it changes if no order comes.</summary>
/// <param name="Orders">What it was computed from; null: no counted order.</param>
/// <param name="CrossesOn">The next day on which the band changes.</param>
/// <param name="NextOrderOn">By then half of those like them who come again within a year have come.</param>
internal sealed record CustomerRisk(
    Guid CustomerId,
    BuyerOrders? Orders,
    RiskBand? Band,
    LocalDate? CoolingOn,
    LocalDate? HighOn,
    LocalDate? LostOn,
    LocalDate? CrossesOn,
    LocalDate? NextOrderOn,
    decimal? ValueAtStake)
{
    public LocalDate? FirstOrderOn => Orders is { } orders ? DayNumber.Date(orders.FirstDay) : null;

    public LocalDate? LastOrderOn => Orders is { } orders ? DayNumber.Date(orders.LastDay) : null;

    /// <summary>The day the band began.</summary>
    public LocalDate? Since => Band switch
    {
        RiskBand.Active => LastOrderOn,
        RiskBand.Cooling => CoolingOn,
        RiskBand.High => HighOn,
        RiskBand.Lost => LostOn,
        _ => null,
    };

    /// <summary>Who never ordered, who objected, whom nobody can be scored by: nothing is kept.</summary>
    public static CustomerRisk None(Guid customerId, BuyerOrders? orders = null) => new(customerId, orders, null, null, null, null, null, null, null);

    /// <summary>Of one who said so: no day of theirs is still to come.</summary>
    public CustomerRisk LeftOn(LocalDate day) => this with { Band = RiskBand.Lost, LostOn = day, CrossesOn = null };

    public static CustomerRisk Of(Guid customerId, BuyerOrders orders, CustomerScore score, string currency)
    {
        LocalDate AfterLast(double days) => DayNumber.Date(orders.LastDay + (int)Math.Ceiling(days));
        var (cooling, high, lost) = (AfterLast(score.Bands.Cooling), DayAfterLast(orders, score.Bands.High), DayAfterLast(orders, score.Bands.Lost));
        LocalDate? crosses = score.Band switch
        {
            RiskBand.Active => cooling,
            RiskBand.Cooling => high,
            RiskBand.High => lost,
            _ => null,
        };
        var stake = score.ValueAtStake is { } value ? Money.Rounded((decimal)value, currency).Amount : (decimal?)null;
        return new CustomerRisk(customerId, orders, score.Band, cooling, high, lost, crosses, AfterLast(score.NextOrder.Q50), stake);
    }

    private static LocalDate? DayAfterLast(BuyerOrders orders, int? days) => days is { } known ? DayNumber.Date(orders.LastDay + known) : null;
}
