using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Merchants;

namespace RetentionApi.Domain.Cooperation;

/// <summary>One thing that showed what a customer values.</summary>
/// <param name="Source">The survey, case, advice or word it comes from: <c>advice:{id}</c> …; with the value it is unique.</param>
/// <param name="Reason">In the words of who recorded it; null: the source says it.</param>
public sealed record ValuePoint(CustomerValue Value, double Points, Instant OccurredAt, string Source, string? Reason);

/// <param name="Weight">0 … 1; the five add up to 1.</param>
/// <param name="Points">What its points count for today.</param>
/// <param name="Rests">What it rests on, newest first, each with what it counts for today.</param>
public sealed record ValueWeight(CustomerValue Value, double Weight, double Points, IReadOnlyList<(ValuePoint Point, double Today)> Rests);

/// <summary>
/// How much each of the five values means to a customer: weight = (prior + Σ points·2^(−age/365 d)) / total, where the prior follows the merchant's own priority.
/// </summary>
/// <param name="IsDefault">Too little is known: the weights are the merchant's priority alone.</param>
/// <param name="Weights">In the order of the values.</param>
public sealed record ValueProfile(bool IsDefault, IReadOnlyList<ValueWeight> Weights, Explanation Because)
{
    /// <summary>w of <see cref="ValueForMoney"/>: quality's part beside the price's.</summary>
    public double QualityBesidePrice => Of(CustomerValue.Quality) / (Of(CustomerValue.Quality) + Of(CustomerValue.Price));

    public double Of(CustomerValue value) => Weights[(int)value].Weight;

    /// <param name="priority">The five values as the merchant serves them, the most important first.</param>
    public static ValueProfile Learn(IReadOnlyCollection<ValuePoint> points, IReadOnlyList<CustomerValue> priority, CooperationPolicy policy, Instant now)
    {
        double Today(ValuePoint point) => point.Points * Math.Pow(2, -Math.Max(0, (now - point.OccurredAt).TotalDays) / policy.ValueHalfLifeDays);
        var rests = points.OrderByDescending(p => p.OccurredAt).ThenBy(p => p.Source, StringComparer.Ordinal).Select(p => (Point: p, Today: Today(p))).ToLookup(p => p.Point.Value);
        var known = rests.Sum(r => r.Sum(p => p.Today));
        var isDefault = known < policy.LeastPoints;
        var total = policy.PriorPoints + (isDefault ? 0 : known);
        return new ValueProfile(
            isDefault,
            [
                .. Enum.GetValues<CustomerValue>().Select(value =>
                {
                    var own = rests[value].Sum(p => p.Today);
                    return new ValueWeight(value, (Prior(value, priority, policy) + (isDefault ? 0 : own)) / total, own, [.. rests[value]]);
                }),
            ],
            Explanation.Of(isDefault ? "valueProfile.default" : "valueProfile.learnt", ("points", Math.Round(known, 1)), ("least", policy.LeastPoints)));
    }

    /// <summary>5, 4, 3, 2, 1 parts by the merchant's priority.</summary>
    private static double Prior(CustomerValue value, IReadOnlyList<CustomerValue> priority, CooperationPolicy policy)
    {
        var (parts, all) = (priority.Count - priority.ToList().IndexOf(value), priority.Count * (priority.Count + 1) / 2);
        return policy.PriorPoints * parts / all;
    }
}
