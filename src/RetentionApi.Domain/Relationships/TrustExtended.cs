using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Merchants;
using RetentionApi.Domain.Orders;

namespace RetentionApi.Domain.Relationships;

/// <summary>How far a merchant can safely trust a customer: advice for staff and storefront, which nothing in the product acts on.</summary>
/// <param name="InstantRefundUpTo">What can be paid back before the goods are seen again.</param>
/// <param name="ReserveWithoutDeposit">Goods can be put aside without a payment.</param>
public sealed record TrustExtended(Money InstantRefundUpTo, Explanation RefundBecause, bool ReserveWithoutDeposit, Explanation ReserveBecause)
{
    /// <param name="orders">All of the person; those of the last <see cref="TrustExtendedPolicy.Window"/> in the merchant's currency say what is usual.</param>
    public static TrustExtended Advise(TrustAssessment trust, IReadOnlyList<Order> orders, string currency, TrustExtendedPolicy policy, Instant now)
    {
        var recent = orders.Where(o => !o.IsTest && o.PlacedAt <= now && o.PlacedAt > now - policy.Window).ToList();
        if (recent.Where(o => o.Payment is PaymentStatus.ChargedBack).Max(o => (Instant?)(o.PaymentChangedAt ?? o.PlacedAt)) is { } chargedBackAt)
            return Nothing(currency, Explanation.Of("trustExtended.chargeback", ("on", chargedBackAt)));
        var kept = recent.Where(o => o.CountsAsOrder).ToList();
        var (refund, because) = Refund(trust.Stage, kept, currency, policy);
        var canReserve = trust.Stage is not (TrustStage.Contact or TrustStage.Sharing) && kept.Count >= policy.ReserveFromOrders;
        return new TrustExtended(refund, because, canReserve, canReserve
            ? Explanation.Of("trustExtended.reserve", ("orders", kept.Count))
            : Explanation.Of("trustExtended.noReserve", ("orders", kept.Count), ("needed", policy.ReserveFromOrders)));
    }

    private static (Money, Explanation) Refund(TrustStage stage, List<Order> kept, string currency, TrustExtendedPolicy policy)
    {
        var nothing = Money.Rounded(0, currency);
        if (stage is TrustStage.Contact or TrustStage.Sharing)
            return (nothing, Explanation.Of("trustExtended.tooEarly"));
        if (Median([.. kept.Where(o => o.Currency == currency).Select(o => o.Gross)]) is not { } usual)
            return (nothing, Explanation.Of("trustExtended.noSpend"));
        var times = stage is TrustStage.Established ? policy.RefundTimesEstablished : policy.RefundTimesVerifying;
        (string, object)[] numbers = [("times", times), ("usual", Money.Rounded(usual, currency).Amount), ("currency", currency)];
        return (Money.Rounded(usual * (decimal)times, currency), stage switch
        {
            TrustStage.Established => Explanation.Of("trustExtended.established", numbers),
            TrustStage.InRepair => Explanation.Of("trustExtended.inRepair", numbers),
            _ => Explanation.Of("trustExtended.verifying", numbers),
        });
    }

    private static TrustExtended Nothing(string currency, Explanation because) => new(Money.Rounded(0, currency), because, false, because);

    private static decimal? Median(decimal[] amounts)
    {
        if (amounts.Length == 0)
            return null;
        Array.Sort(amounts);
        return (amounts[(amounts.Length - 1) / 2] + amounts[amounts.Length / 2]) / 2;
    }
}
