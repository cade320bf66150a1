using System.Reflection;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps.Playbooks;

namespace RetentionApi.Domain.Merchants;

/// <summary>What holds of a policy: each number within its range, and no two that contradict each other.</summary>
public static class PolicyRules
{
    public const string OutOfRange = "policy.out_of_range", Contradiction = "policy.contradiction";

    /// <summary>Rules between numbers: the one to change, what must hold, and what to tell.</summary>
    private static readonly (string Pointer, Func<Policy, bool> Holds, string Words)[] Between =
    [
        ("/missedChecksThatBar", p => p.MissedChecksThatBar <= p.LatestChecks, "must not be more than latestChecks"),
        ("/trust/leastCertainty", p => p.Trust.LeastCertainty <= p.Trust.EstablishedCertainty, "must not be above establishedCertainty: trust that is not shown cannot be established"),
        ("/surveys/dissatisfiedCsat", p => p.Surveys.DissatisfiedCsat < p.Surveys.SatisfiedCsat, "must be below satisfiedCsat"),
        ("/surveys/dissatisfiedNps", p => p.Surveys.DissatisfiedNps < p.Surveys.SatisfiedNps, "must be below satisfiedNps"),
        ("/cases/investigateWithinBusiness", p => p.Cases.InvestigateWithinBusiness >= p.Cases.AcknowledgeWithinBusiness, "must not be less than acknowledgeWithinBusiness: one step follows the other"),
        ("/cases/proposeWithinBusiness", p => p.Cases.ProposeWithinBusiness >= p.Cases.InvestigateWithinBusiness, "must not be less than investigateWithinBusiness: one step follows the other"),
        ("/cases/resolveWithinBusiness", p => p.Cases.ResolveWithinBusiness >= p.Cases.ProposeWithinBusiness, "must not be less than proposeWithinBusiness: one step follows the other"),
        ("/risk/highQuantile", p => p.Risk.HighQuantile > p.Risk.CoolingQuantile, "must be above coolingQuantile: cooling comes before high"),
        ("/risk/lostQuantile", p => p.Risk.LostQuantile > p.Risk.HighQuantile, "must be above highQuantile: high comes before lost"),
        ("/risk/lostNoOrder", p => p.Risk.LostNoOrder >= p.Risk.HighNoOrder, "must not be below highNoOrder: high comes before lost"),
        ("/duties/secondQualityCheckAfter", p => p.Duties.SecondQualityCheckAfter > p.Duties.QualityCheckAfter, "must be later than qualityCheckAfter"),
        ("/duties/defectRating", p => p.Duties.DefectRating < p.Duties.ConfirmingRating, "must be below confirmingRating"),
        ("/duties/regularVisitOrderWindow", p => p.Duties.RegularVisitOrderWindow >= p.Duties.RegularVisitAfter, "must not be shorter than regularVisitAfter: nobody would be visited"),
    ];

    private static readonly Number[] Numbers = [.. NumbersOf(typeof(Policy), "", policy => policy)];

    /// <returns>All that is wrong, each at its place; empty: nothing.</returns>
    public static IReadOnlyList<FieldError> Check(Policy policy)
    {
        FieldError[] outside = [.. Numbers.Where(n => !n.Bounds.Allows(n.Of(policy))).Select(n => new FieldError(n.Pointer, n.Bounds.Words, OutOfRange))];
        return outside.Length > 0
            ? outside
            : [.. Between.Where(rule => !rule.Holds(policy)).Select(rule => new FieldError(rule.Pointer, rule.Words, Contradiction)), .. OwnPlaybookRules.Check(policy)];
    }

    /// <summary>Whether customers, derived under the one, may come out otherwise under the other.</summary>
    public static bool ChangesCustomers(Policy before, Policy after) =>
        Numbers.Any(n => !n.Bounds.IsReadAtUse && !n.Of(before).Equals(n.Of(after))) || OwnPlaybookRules.Differ(before, after);

    private static IEnumerable<Number> NumbersOf(Type type, string path, Func<Policy, object> parent)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var pointer = $"{path}/{char.ToLowerInvariant(property.Name[0])}{property.Name[1..]}";
            object Value(Policy policy) => property.GetValue(parent(policy))!;
            if (property.GetCustomAttribute<BoundsAttribute>() is { } bounds)
                yield return new Number(pointer, bounds, Value);
            else if (property.PropertyType is { IsClass: true } part && part.Assembly == typeof(Policy).Assembly)
                foreach (var inner in NumbersOf(property.PropertyType, pointer, Value))
                    yield return inner;
        }
    }

    private sealed record Number(string Pointer, BoundsAttribute Bounds, Func<Policy, object> Of);
}
