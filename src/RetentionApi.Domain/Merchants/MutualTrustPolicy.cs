using NodaTime;

namespace RetentionApi.Domain.Merchants;

/// <summary>How far the product advises to trust a customer in turn.</summary>
public sealed record TrustExtendedPolicy
{
    /// <summary>Orders within so long say what is usual, and a chargeback within so long ends the advice.</summary>
    [Days(30, 1825, IsReadAtUse = true)]
    public Duration Window { get; init; } = Duration.FromDays(365);

    /// <summary>Refunded at once is up to so many times the usual order, while trust is being verified …</summary>
    [Between(0, 5, IsReadAtUse = true)]
    public double RefundTimesVerifying { get; init; } = 0.5;

    /// <summary>… and once it is established.</summary>
    [Between(0, 20, IsReadAtUse = true)]
    public double RefundTimesEstablished { get; init; } = 2;

    /// <summary>From so many orders kept and paid goods are reserved without a deposit.</summary>
    [Between(1, 50, IsReadAtUse = true)]
    public int ReserveFromOrders { get; init; } = 2;
}

/// <summary>How the merchant's own reliability is reckoned.</summary>
public sealed record ReliabilityPolicy
{
    /// <summary>What was owed counts half after so many days.</summary>
    [Between(7, 3650, IsReadAtUse = true)]
    public double HalfLifeDays { get; init; } = 90;

    /// <summary>What each side gave is weighed over this long.</summary>
    [Days(30, 1825, IsReadAtUse = true)]
    public Duration ReciprocityWindow { get; init; } = Duration.FromDays(365);
}
