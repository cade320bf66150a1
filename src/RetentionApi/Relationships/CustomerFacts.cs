using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Relationships;

namespace RetentionApi.Relationships;

/// <summary>All that is stored of one person and that their duties, evidence, level and trust follow from.</summary>
/// <param name="Members">The person and all customers merged into them.</param>
/// <param name="LastTransition">The newest recorded change of level.</param>
internal sealed record CustomerFacts(
    IReadOnlyList<Guid> Members,
    CustomerRecord Record,
    IReadOnlyList<FollowUp> FollowUps,
    IReadOnlyList<Evidence> Evidence,
    IReadOnlyList<LevelOverride> Overrides,
    (NodaTime.Instant At, Level To)? LastTransition)
{
    /// <summary>With duties of its own, for a derivation changes them in place.</summary>
    public CustomerFacts Copy() => this with { FollowUps = [.. FollowUps.Select(f => f.Copy())] };

    /// <summary>What the level follows from.</summary>
    public RelationshipFacts ToRelationshipFacts() =>
        new() { Evidence = Evidence, Duties = FollowUps.ToDutyRecords(Record), Suggestions = Record.ToSuggestionRecords(), Overrides = Overrides };
}
