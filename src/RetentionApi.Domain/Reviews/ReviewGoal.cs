namespace RetentionApi.Domain.Reviews;

/// <summary>What is to be so by the end of the next quarter.</summary>
/// <param name="Text">In words.</param>
/// <param name="Measure">The figure of the next quarter by which it is known; null: people say whether it was reached.</param>
/// <param name="Target">Of the figure at least this; of what is to become fewer (fallen, lost) at most.</param>
/// <param name="Value">What the figure turned out to be; taken when the review is closed.</param>
/// <param name="Reached">Null: not known yet.</param>
public sealed record ReviewGoal(string Text, ReviewMeasure? Measure, decimal? Target, decimal? Value, bool? Reached)
{
    /// <summary>The same goal, whatever is known of whether it was reached.</summary>
    public bool IsSameAs(ReviewGoal other) => (Text, Measure, Target) == (other.Text, other.Measure, other.Target);

    /// <summary>A figure of which nothing is known is not reached.</summary>
    public ReviewGoal MeasuredBy(ReviewFigures next)
    {
        if (Measure is not { } measure)
            return this;
        var value = next.Of(measure);
        var isFewerBetter = measure is ReviewMeasure.Fallen or ReviewMeasure.Lost;
        return this with { Value = value, Reached = isFewerBetter ? value <= Target : value >= Target };
    }
}
