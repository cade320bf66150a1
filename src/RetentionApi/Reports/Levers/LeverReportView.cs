using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Orders;

namespace RetentionApi.Reports.Levers;

/// <summary>The three levers month by month, and from whom it came.</summary>
/// <param name="AsOf">What happened since is not in it yet; null: nothing was counted yet.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="Currency">Of all money here; what was paid in another counts as an order and is in no sum.</param>
/// <param name="Months">Oldest first.</param>
internal sealed record LeverReportView(Instant? AsOf, LocalDate From, LocalDate To, string Currency, IReadOnlyList<LeverMonthView> Months);

/// <summary>customers × ordersPerCustomer × orderValue = revenueOfCustomers; with the anonymous orders that is the revenue.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="Customers">Who ordered in it: those kept, new, referred and won back together.</param>
/// <param name="OrdersPerCustomer">Orders in your currency; rounded. Null where nobody ordered.</param>
/// <param name="OrderValue">Of an order in your currency; rounded. Null where there is none.</param>
/// <param name="RevenueOfCustomers">Gross, before what came back: what those kept, new, referred and won back paid together.</param>
/// <param name="Orders">Of customers, in any currency.</param>
/// <param name="OrdersInOtherCurrencies">How many of these are in no sum.</param>
/// <param name="Kept">Who had bought in a month before, and was not lost since.</param>
/// <param name="New">Whose first order was in it, and whom nobody brought.</param>
/// <param name="Referred">Whose first order was in it, brought by another customer.</param>
/// <param name="WonBack">Who came back in it after they had been lost.</param>
/// <param name="Anonymous">Orders that name nobody.</param>
/// <param name="Revenue">Of customers and of anonymous orders.</param>
internal sealed record LeverMonthView(
    LocalDate Month, long Customers, decimal? OrdersPerCustomer, Money? OrderValue, Money RevenueOfCustomers, long Orders, long OrdersInOtherCurrencies,
    LeverSourceView Kept, LeverSourceView New, LeverSourceView Referred, LeverSourceView WonBack, AnonymousOrdersView Anonymous, Money Revenue)
{
    private const int Decimals = 4;

    public static LeverMonthView Of(LocalDate month, IEnumerable<Buying> bought, string currency)
    {
        var by = bought.ToDictionary(b => b.Source);
        LeverSourceView SourceOf(BuyingSource source) => LeverSourceView.Of(by.GetValueOrDefault(source), currency);
        var anonymous = by.GetValueOrDefault(BuyingSource.Anonymous);
        var all = by.Values.Where(b => b.Source is not BuyingSource.Anonymous).Aggregate(default(Buying), (sum, b) => sum + b);
        return new LeverMonthView(
            month, all.Customers, all.Customers == 0 ? null : Math.Round((decimal)all.SpendOrders / all.Customers, Decimals), all.SpendOrders == 0 ? null : Money.Rounded(all.Spend / all.SpendOrders, currency),
            Money.Rounded(all.Spend, currency), all.Orders, all.Orders - all.SpendOrders, SourceOf(BuyingSource.Kept), SourceOf(BuyingSource.New), SourceOf(BuyingSource.Referred), SourceOf(BuyingSource.WonBack),
            new AnonymousOrdersView(anonymous.Orders, anonymous.Orders - anonymous.SpendOrders, Money.Rounded(anonymous.Spend, currency)), Money.Rounded(all.Spend + anonymous.Spend, currency));
    }
}

/// <param name="Orders">In any currency.</param>
/// <param name="Revenue">Of those in your currency.</param>
internal sealed record LeverSourceView(long Customers, long Orders, Money Revenue)
{
    public static LeverSourceView Of(Buying bought, string currency) => new(bought.Customers, bought.Orders, Money.Rounded(bought.Spend, currency));
}

/// <param name="Orders">In any currency.</param>
/// <param name="OrdersInOtherCurrencies">How many of these are in no sum.</param>
/// <param name="Revenue">Of those in your currency.</param>
internal sealed record AnonymousOrdersView(long Orders, long OrdersInOtherCurrencies, Money Revenue);
