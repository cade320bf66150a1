using RetentionApi.Domain.Relationships;

namespace RetentionApi.Domain.Reviews;

/// <summary>A figure of a review that a goal can aim at in the next quarter.</summary>
public enum ReviewMeasure
{
    Risen,
    Fallen,

    /// <summary>How many stand at responsible or interactive in the end.</summary>
    Responsible,

    CognitiveTrust,
    AffectiveTrust,
    BehaviouralTrust,
    Lost,
    WonBack,
}

/// <summary>How many stood at a level when the quarter began and when it ended.</summary>
public sealed record LevelFigure(Level Level, long AtStart, long AtEnd);

/// <summary>Trust of one layer when the figures were taken. What it was at an earlier instant is in the review before.</summary>
/// <param name="Mean">0 to 100, of those of whom enough is known; null: of nobody.</param>
/// <param name="Known">Of how many enough is known.</param>
public sealed record TrustFigure(TrustLayer Layer, decimal? Mean, long Known);

/// <summary>
/// What a quarter came to: for the customers who were in the segment when the figures were taken, and had been in touch before the quarter was over. Who objected to
/// profiling is in none. Taken once; what is corrected later corrects the reports, not what was decided on.
/// </summary>
/// <param name="Customers">At the end: those of the beginning and the newcomers, so it is the sum of <c>AtEnd</c>.</param>
/// <param name="Newcomers">Whose first contact was in the quarter: at no level when it began.</param>
/// <param name="Risen">Who was known when it began, and stood higher when it ended.</param>
/// <param name="Fallen">The same, lower.</param>
/// <param name="Lost">Who came onto the ledger of defections in the quarter.</param>
/// <param name="WonBack">Who ordered again in the quarter after they had been lost.</param>
public sealed record ReviewFigures(
    long Customers, long Newcomers, IReadOnlyList<LevelFigure> Levels, long Risen, long Fallen, IReadOnlyList<TrustFigure> Trust, long Lost, long WonBack)
{
    /// <summary>Null: not enough is known of anybody.</summary>
    public decimal? Of(ReviewMeasure measure) => measure switch
    {
        ReviewMeasure.Risen => Risen,
        ReviewMeasure.Fallen => Fallen,
        ReviewMeasure.Responsible => Levels.Where(l => l.Level >= Level.Responsible).Sum(l => l.AtEnd),
        ReviewMeasure.CognitiveTrust => TrustOf(TrustLayer.Cognitive),
        ReviewMeasure.AffectiveTrust => TrustOf(TrustLayer.Affective),
        ReviewMeasure.BehaviouralTrust => TrustOf(TrustLayer.Behavioural),
        ReviewMeasure.Lost => Lost,
        ReviewMeasure.WonBack => WonBack,
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, null),
    };

    private decimal? TrustOf(TrustLayer layer) => Trust.SingleOrDefault(t => t.Layer == layer)?.Mean;
}
