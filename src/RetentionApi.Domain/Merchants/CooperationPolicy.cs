using NodaTime;

namespace RetentionApi.Domain.Merchants;

/// <summary>How value for money is reckoned, what a customer values is learnt, and when advice is offered unasked.</summary>
public sealed record CooperationPolicy
{
    /// <summary>So many answers' worth the category's mean quality weighs for a product: the fewer answers of its own, the closer it stays to the mean.</summary>
    [Between(0, 100, IsReadAtUse = true)]
    public double MeanWeighsAnswers { get; init; } = 5;

    /// <summary>The mean quality, 0 to 1, of a category that nobody has given an answer about.</summary>
    [Between(0, 1, IsReadAtUse = true)]
    public double UnknownQuality { get; init; } = 0.5;

    /// <summary>At most so many products are advised …</summary>
    [Between(1, 10, IsReadAtUse = true)]
    public int MostProducts { get; init; } = 3;

    /// <summary>… and none where there are fewer than this to choose from.</summary>
    [Between(1, 10, IsReadAtUse = true)]
    public int LeastProducts { get; init; } = 2;

    /// <summary>What is known of a customer's values counts half after so many days.</summary>
    [Between(30, 3650, IsReadAtUse = true)]
    public double ValueHalfLifeDays { get; init; } = 365;

    /// <summary>The five values in the merchant's priority start with 5, 4, 3, 2, 1 parts of this many points in all.</summary>
    [Between(0.1, 100, IsReadAtUse = true)]
    public double PriorPoints { get; init; } = 5;

    /// <summary>Below so many points of their own a customer's value profile is the merchant's default.</summary>
    [Between(0, 100, IsReadAtUse = true)]
    public double LeastPoints { get; init; } = 3;

    /// <summary>Points for chosen advice, by its reason.</summary>
    [Between(0, 20, IsReadAtUse = true)]
    public double PointsForChoice { get; init; } = 1;

    /// <summary>Points for a complaint, by its topic.</summary>
    [Between(0, 20)]
    public double PointsForComplaint { get; init; } = 1;

    /// <summary>Points for what the customer said outright.</summary>
    [Between(0, 20, IsReadAtUse = true)]
    public double PointsForWord { get; init; } = 2;

    /// <summary>Visits on two days within so many, to one category and without an order of it, call for advice.</summary>
    [Between(1, 90)]
    public int VisitWindowDays { get; init; } = 14;

    /// <summary>For the same category not again within so many days.</summary>
    [Between(1, 365)]
    public int VisitPauseDays { get; init; } = 30;

    /// <summary>Of one day's visits to a category at most so many products are kept.</summary>
    [Between(1, 100, IsReadAtUse = true)]
    public int MostProductsOfVisit { get; init; } = 20;

    /// <summary>For so long a visit that is told again is known to be the same one, and is not counted twice.</summary>
    [Days(1, 365, IsReadAtUse = true)]
    public Duration VisitsAreKnownFor { get; init; } = Duration.FromDays(30);

    /// <summary>Advice that visits call for is given within this long.</summary>
    [Hours(1, 336)]
    public Duration AdviceWithin { get; init; } = Duration.FromHours(24);
}
