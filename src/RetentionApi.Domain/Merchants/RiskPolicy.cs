using NodaTime;

namespace RetentionApi.Domain.Merchants;

/// <summary>Where the bands of risk begin, and what is told of why. A model keeps the bands of its day, and its horizon: a change holds from the next fit on.</summary>
public sealed record RiskPolicy
{
    /// <summary>Cooling begins when this share of returning customers like this one would have ordered.</summary>
    [Between(0.5, 0.99, IsReadAtUse = true)]
    public double CoolingQuantile { get; init; } = 0.80;

    /// <summary>The same for high, …</summary>
    [Between(0.5, 0.995, IsReadAtUse = true)]
    public double HighQuantile { get; init; } = 0.90;

    /// <summary>… and no sooner than the probability of no order within the horizon is this: it keeps a very loyal customer out.</summary>
    [Between(0, 0.9, IsReadAtUse = true)]
    public double HighNoOrder { get; init; } = 0.10;

    /// <summary>The same for lost, …</summary>
    [Between(0.5, 0.999, IsReadAtUse = true)]
    public double LostQuantile { get; init; } = 0.99;

    /// <summary>… and no sooner than the probability of no order within the horizon is this.</summary>
    [Between(0, 0.99, IsReadAtUse = true)]
    public double LostNoOrder { get; init; } = 0.50;

    /// <summary>What went wrong is told among the reasons for so long, where nothing can make it good on record; a breach until it is made good.</summary>
    [Days(1, 1095, IsReadAtUse = true)]
    public Duration ReasonsStayOpen { get; init; } = Duration.FromDays(90);

    /// <summary>Of what went wrong the newest so many are told.</summary>
    [Between(1, 20, IsReadAtUse = true)]
    public int MostReasons { get; init; } = 3;
}
