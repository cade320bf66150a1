using NodaTime;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Relationships;

namespace RetentionApi.Reports.Duties;

/// <summary>What you owed your customers, by the month in which it came due. What you owe yourselves is not in it: improvements are in the report on reviews, batch alerts in their own list.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="Months">Oldest first.</param>
internal sealed record DutyReportView(LocalDate From, LocalDate To, IReadOnlyList<DutyMonthView> Months);

/// <param name="Month">Its first day.</param>
/// <param name="Total">Of all kinds.</param>
/// <param name="Kinds">Those of which anything came due or could not be done; what did not occur is left out.</param>
internal sealed record DutyMonthView(LocalDate Month, DutyCountsView Total, IReadOnlyList<DutyKindView> Kinds);

/// <param name="Level">The rung that it serves; null: none.</param>
internal sealed record DutyKindView(FollowUpKind Kind, Level? Level, DutyCountsView Counts);

/// <summary>owed = inTime + late + missed + skipped, always.</summary>
/// <param name="Owed">Came due: was done, skipped or missed.</param>
/// <param name="Done">In time and late.</param>
/// <param name="Late">After the deadline.</param>
/// <param name="Missed">Past the deadline and not done yet, or given up then.</param>
/// <param name="Skipped">Left undone with a reason before the deadline.</param>
/// <param name="Answered">Of those done: the customer answered.</param>
/// <param name="NotReachable">There was no way to the customer, or none that they allow: not owed, and in no measure.</param>
/// <param name="InTimeShare">Done in time ÷ owed, 0 to 1; null: nothing was owed.</param>
internal sealed record DutyCountsView(long Owed, long Done, long InTime, long Late, long Missed, long Skipped, long Answered, long NotReachable, decimal? InTimeShare)
{
    public static DutyCountsView Of(long inTime, long late, long missed, long skipped, long answered, long notReachable)
    {
        var owed = inTime + late + missed + skipped;
        return new(owed, inTime + late, inTime, late, missed, skipped, answered, notReachable, Shares.Of(inTime, owed));
    }

    public static DutyCountsView Sum(IReadOnlyCollection<DutyCountsView> counts) => Of(
        counts.Sum(c => c.InTime), counts.Sum(c => c.Late), counts.Sum(c => c.Missed), counts.Sum(c => c.Skipped), counts.Sum(c => c.Answered), counts.Sum(c => c.NotReachable));
}
