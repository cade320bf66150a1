using System.Collections.Concurrent;
using RetentionApi.Domain.FollowUps.Playbooks;
using RetentionApi.Domain.Merchants;

namespace RetentionApi.Domain.FollowUps;

/// <summary>What a merchant has set, made once for a batch of customers.</summary>
/// <param name="versions">Every version of the policy by its number: a running duty keeps the one that it was opened under. Null: there is but the one.</param>
public sealed class DutyRules(Policy policy, BusinessCalendar calendar, IReadOnlyDictionary<int, Policy>? versions = null)
{
    private readonly ConcurrentDictionary<int, PlaybookSet?> ofVersions = new();

    public Policy Policy { get; } = policy;

    public BusinessCalendar Calendar { get; } = calendar;

    public PlaybookSet Playbooks { get; } = DefaultPlaybooks.Of(policy);

    /// <summary>The playbooks as they were under a version; null: there is no such version.</summary>
    public PlaybookSet? PlaybooksOf(int version) => version == Policy.Version
        ? Playbooks
        : ofVersions.GetOrAdd(version, v => versions is not null && versions.TryGetValue(v, out var earlier) ? DefaultPlaybooks.Of(earlier) : null);

    /// <summary>How a duty is to be done, under the version that it was opened under.</summary>
    public PlaybookStep? StepOf(FollowUp followUp) => (PlaybooksOf(followUp.PolicyVersion) ?? Playbooks).StepOf(followUp);

    /// <summary>The same rules under another policy.</summary>
    public DutyRules Under(Policy other)
    {
        var all = new Dictionary<int, Policy>(versions ?? new Dictionary<int, Policy>()) { [Policy.Version] = Policy };
        return new DutyRules(other, Calendar, all);
    }
}
