using NodaTime;
using RetentionApi.Domain.FollowUps.Playbooks;

namespace RetentionApi.Domain.FollowUps;

/// <summary>Of which kinds the customer wants no more: by an objection until it is lifted, by declining for a while.</summary>
internal sealed class StoppedKinds
{
    private readonly HashSet<FollowUpKind> objectedTo;
    private readonly Dictionary<FollowUpKind, Instant> declinedUntil = [];

    public StoppedKinds(Situation situation)
    {
        var objections = (situation.Record.HasObjectedToProfiling ? StopConditions.ProfilingObjection : StopConditions.None)
            | (situation.Record.HasObjectedToMarketing ? StopConditions.MarketingObjection : StopConditions.None);
        objectedTo = objections is StopConditions.None ? [] : [.. situation.Rules.Playbooks.All.Where(p => (p.Stops & objections) != 0).Select(p => p.Kind)];

        foreach (var declined in situation.Existing.Where(f => f.Outcome is FollowUpOutcome.Declined))
        {
            var until = (declined.AnsweredAt ?? situation.Now) + situation.Policy.Duties.DeclinedFor;
            declinedUntil[declined.Kind] = Instant.Max(until, declinedUntil.GetValueOrDefault(declined.Kind, until));
        }
    }

    public bool Contains(FollowUpKind kind, Instant dueAt) =>
        objectedTo.Contains(kind) || (declinedUntil.TryGetValue(kind, out var until) && dueAt < until);
}
