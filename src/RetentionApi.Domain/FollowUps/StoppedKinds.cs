using NodaTime;
using RetentionApi.Domain.FollowUps.Playbooks;

namespace RetentionApi.Domain.FollowUps;

/// <summary>Of which kinds the customer wants no more: by an objection until it is lifted, by declining for a while.</summary>
internal sealed class StoppedKinds
{
    private readonly PlaybookSet playbooks;
    private readonly StopConditions objections;
    private readonly Duration declinedFor;
    private readonly Dictionary<FollowUpKind, Instant> declinedAt = [];

    public StoppedKinds(Situation situation)
    {
        (playbooks, declinedFor) = (situation.Rules.Playbooks, situation.Policy.Duties.DeclinedFor);
        objections = (situation.Record.HasObjectedToProfiling ? StopConditions.ProfilingObjection : StopConditions.None)
            | (situation.Record.HasObjectedToMarketing ? StopConditions.MarketingObjection : StopConditions.None);

        foreach (var declined in situation.Existing.Where(f => f.Outcome is FollowUpOutcome.Declined))
        {
            var at = declined.AnsweredAt ?? situation.Now;
            declinedAt[declined.Kind] = Instant.Max(at, declinedAt.GetValueOrDefault(declined.Kind, at));
        }
    }

    /// <param name="askedForAt">When the customer asked for it; null: nobody did.</param>
    public bool Contains(Playbook playbook, Instant dueAt, Instant? askedForAt = null) =>
        (playbook.Stops & objections) != 0 || (!playbook.OutlivesRefusals && IsDeclined(playbook.Kind, dueAt, askedForAt));

    public bool Contains(FollowUp row) => playbooks.BookOf(row) is { } playbook ? Contains(playbook, row.DueAt) : IsDeclined(row.Kind, row.DueAt, askedForAt: null);

    private bool IsDeclined(FollowUpKind kind, Instant dueAt, Instant? askedForAt) =>
        declinedAt.TryGetValue(kind, out var at) && dueAt < at + declinedFor && !(askedForAt > at);
}
