using NodaTime;
using RetentionApi.Domain.FollowUps.Playbooks;

namespace RetentionApi.Domain.FollowUps;

/// <summary>Of which kinds the customer wants no more: by an objection until it is lifted, by declining for a while.</summary>
internal sealed class StoppedKinds
{
    private readonly PlaybookSet playbooks;
    private readonly StopConditions objections;
    private readonly Dictionary<FollowUpKind, Instant> declinedUntil = [];

    public StoppedKinds(Situation situation)
    {
        playbooks = situation.Rules.Playbooks;
        objections = (situation.Record.HasObjectedToProfiling ? StopConditions.ProfilingObjection : StopConditions.None)
            | (situation.Record.HasObjectedToMarketing ? StopConditions.MarketingObjection : StopConditions.None);

        foreach (var declined in situation.Existing.Where(f => f.Outcome is FollowUpOutcome.Declined))
        {
            var until = (declined.AnsweredAt ?? situation.Now) + situation.Policy.Duties.DeclinedFor;
            declinedUntil[declined.Kind] = Instant.Max(until, declinedUntil.GetValueOrDefault(declined.Kind, until));
        }
    }

    public bool Contains(Playbook playbook, Instant dueAt) => (playbook.Stops & objections) != 0 || (!playbook.OutlivesRefusals && IsDeclined(playbook.Kind, dueAt));

    public bool Contains(FollowUp row) => playbooks.BookOf(row) is { } playbook ? Contains(playbook, row.DueAt) : IsDeclined(row.Kind, row.DueAt);

    private bool IsDeclined(FollowUpKind kind, Instant dueAt) => declinedUntil.TryGetValue(kind, out var until) && dueAt < until;
}
