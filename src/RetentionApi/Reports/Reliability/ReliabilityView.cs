using NodaTime;
using RetentionApi.Domain.Relationships;
using RetentionApi.Platform.Explanations;

namespace RetentionApi.Reports.Reliability;

internal enum ReliabilityOf
{
    Merchant,
    Team,
    Person,
}

/// <summary>How far you can be relied on: the same arithmetic as a customer's trust, over all that you owed in this time.</summary>
/// <param name="Items">One for the merchant; of teams and persons one each, nobody by name last.</param>
internal sealed record ReliabilityView(ReliabilityOf By, LocalDate From, LocalDate To, IReadOnlyList<ReliabilityItemView> Items);

/// <param name="Id">The team or the member of staff; null: the merchant, or what belongs to none.</param>
/// <param name="Number">0 to 100; null: not enough known.</param>
/// <param name="Certainty">0 (nothing known) to 1.</param>
/// <param name="Measures">What moved it, heaviest first.</param>
internal sealed record ReliabilityItemView(
    Guid? Id, string? Name, int? Number, decimal Certainty, ExplanationView What, IReadOnlyList<MeasuredReliabilityView> Measures);

/// <param name="Kept">Promises kept, enquiries (those for advice too) answered in time, cases that the customer called solved the first time, suggestions replied to in time, checks in time, news told in time.</param>
/// <param name="Failed">Broken, late, overdue or opened again, missed.</param>
/// <param name="Skipped">Owed and left undone with a reason before the deadline: neither for nor against.</param>
/// <param name="Positive">What the kept ones weigh now: what is long ago counts less.</param>
/// <param name="Negative">The same of the failed ones; it counts double.</param>
internal sealed record MeasuredReliabilityView(ReliabilityMeasure Measure, long Kept, long Failed, long Skipped, decimal Positive, decimal Negative, ExplanationView What);
