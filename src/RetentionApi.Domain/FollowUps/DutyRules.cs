using RetentionApi.Domain.FollowUps.Playbooks;
using RetentionApi.Domain.Merchants;

namespace RetentionApi.Domain.FollowUps;

/// <summary>What a merchant has set, made once for a batch of customers.</summary>
public sealed class DutyRules(Policy policy, BusinessCalendar calendar)
{
    public Policy Policy { get; } = policy;

    public BusinessCalendar Calendar { get; } = calendar;

    public PlaybookSet Playbooks { get; } = DefaultPlaybooks.Of(policy);
}
