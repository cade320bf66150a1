using NodaTime;
using RetentionApi.Domain.Relationships;
using RetentionApi.Domain.Reviews;
using RetentionApi.Merchants;
using RetentionApi.Platform.Paging;

namespace RetentionApi.Reviews;

/// <summary>What the description shows of reviews.</summary>
internal static class ReviewExamples
{
    private static readonly Guid Id = new("019cab3c-7c00-7a51-b1a4-2f6d1c3e5c01"), Line = new("019cab3c-7c00-7a51-b1a4-2f6d1c3e5c02");

    public static readonly object Open = new { quarter = "2025-Q4", segmentId = ExampleShop.Segment };

    public static readonly object Change = new
    {
        learnt = "Wholesale customers answer when asked by phone, hardly ever by email.",
        goals = new object[] { new { text = "Half of them at responsible or higher.", measure = "responsible", target = 64 }, new { text = "Nobody waits for samples any more." } },
    };

    public static readonly object Advance = new { to = "evaluate" };

    public static readonly object Suggest = new { text = "Ask wholesale customers about quality by phone.", ownerId = ExampleShop.Owner, dueOn = "2026-04-15" };

    public static readonly object Complete = new { actedAt = "2026-03-12T10:30:00+08:00", note = "Li calls ten of them each week." };

    public static readonly object Drop = new { reason = "The supplier does it already." };

    public static readonly ReviewView Review = new(
        Id, ExampleShop.Segment, "Wholesale", "2025-Q4", ReviewStage.Evaluate,
        Figures(responsible: 52, risen: 14, fallen: 5, trust: 71.4m, lost: 4), Figures(responsible: 45, risen: 9, fallen: 11, trust: 68.2m, lost: 7),
        "Wholesale customers answer when asked by phone, hardly ever by email.",
        [new ReviewGoal("Half of them at responsible or higher.", ReviewMeasure.Responsible, 64, null, null), new ReviewGoal("Nobody waits for samples any more.", null, null, null, null)],
        [
            new ImprovementView(
                Line, "Ask wholesale customers about quality by phone.", ExampleShop.Owner, new LocalDate(2026, 4, 15), ImprovementStatus.Owed, ExampleShop.FollowUp,
                Instant.FromUtc(2026, 4, 15, 16, 0), null, null, null),
        ],
        Instant.FromUtc(2026, 1, 1, 0, 17), null, ExampleShop.Now, null, 6);

    public static readonly Page<ReviewView> List = new([Review with { Before = null }], null);

    private static ReviewFigures Figures(long responsible, long risen, long fallen, decimal trust, long lost) => new(
        128, 6,
        [
            new LevelFigure(Level.Basic, 61, 128 - 22 - responsible), new LevelFigure(Level.Proactive, 18, 22), new LevelFigure(Level.Cooperative, 0, 0),
            new LevelFigure(Level.Responsible, 43, responsible), new LevelFigure(Level.Interactive, 0, 0),
        ],
        risen, fallen,
        [new TrustFigure(TrustLayer.Cognitive, trust, 74), new TrustFigure(TrustLayer.Affective, trust - 6, 58), new TrustFigure(TrustLayer.Behavioural, null, 0)],
        lost, 1);
}
