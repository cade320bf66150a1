using NodaTime;
using RetentionApi.Domain.Common;

namespace RetentionApi.Domain.FollowUps.Triggers;

/// <summary>One check of a customer: the step soon after the delivery and the later one.</summary>
internal sealed record CheckRound(string Cause, FollowUp? First, FollowUp? Second)
{
    public IEnumerable<FollowUp> Steps => new[] { First, Second }.OfType<FollowUp>();

    public bool IsOpen => Steps.Any(f => f.IsOpen);

    public Instant OpenDeadline => Steps.Where(f => f.IsOpen).Min(f => f.Deadline);

    public Instant CreatedAt => Steps.Min(f => f.CreatedAt);
}

/// <summary>The checks a customer has had, and the one that is open, if one is.</summary>
internal sealed class CheckRounds
{
    private readonly CheckRound[] all;
    private readonly HashSet<Guid> asked;

    /// <param name="isOpenEnding">What is open ends now, so that the next check may begin.</param>
    public CheckRounds(Situation situation, bool isOpenEnding = false)
    {
        all = [.. situation.Existing
            .Where(f => f.Kind is FollowUpKind.QualityCheck && f.Cause.StartsWith("customer:", StringComparison.Ordinal))
            .GroupBy(f => f.Cause)
            .Select(g => new CheckRound(g.Key, g.FirstOrDefault(f => f.Step == 1), g.FirstOrDefault(f => f.Step == 2)))];
        Open = isOpenEnding ? null : all.Where(r => r.IsOpen).MinBy(r => (r.OpenDeadline, r.Steps.Min(f => f.Id))) ?? Interrupted(situation);

        var past = all.Where(r => r != Open).SelectMany(r => r.Steps).Where(f => !f.IsOpen).ToArray();
        var owed = past.Where(f => f.Status is not FollowUpStatus.Cancelled).ToArray();
        var turned = past.Where(f => f.Cancellation is not (CancellationCause.Merged or CancellationCause.Stopped)).ToArray();
        asked = [.. turned.SelectMany(f => f.OrderLineIds)];
        AskedUntil = turned.Max(f => (Instant?)(f.EndedAt < f.DueAt ? f.EndedAt.Value : f.DueAt)) ?? Instant.MinValue;
        PausedUntil = owed.Max(f => f.EndedAt ?? f.MissedAt) + situation.Policy.Duties.QualityCheckPause ?? Instant.MinValue;
    }

    /// <summary>Of several, which a merge can bring together, the one whose deadline comes first; if none is open, the latest if it was interrupted.</summary>
    public CheckRound? Open { get; }

    public IEnumerable<CheckRound> Others => all.Where(r => r != Open);

    /// <summary>What was delivered up to here had its turn, whether or not it was among the products that were asked after, and whether or not anybody could be asked.</summary>
    public Instant AskedUntil { get; }

    /// <summary>A new check starts no sooner.</summary>
    public Instant PausedUntil { get; }

    public bool WasAsked(Guid orderLineId) => asked.Contains(orderLineId);

    public string NextCause(Guid customerId) => FactKey.Next(FactKey.Customer(customerId), all.Select(r => r.Cause));

    /// <summary>Its second step was stopped (by a restriction) while there is something left to ask and time for it.</summary>
    private CheckRound? Interrupted(Situation situation)
    {
        if (all.MaxBy(r => r.CreatedAt) is not { First: { IsEnded: true, IsStopped: false } first, Second: { IsStopped: true } second } last || second.Deadline <= situation.Now)
            return null;
        var kept = situation.KeptLines.Select(k => k.Line.Id).ToHashSet();
        return first.OrderLineIds.Any(line => kept.Contains(line) && !IsRatedWell(first, line, situation)) ? last : null;
    }

    private static bool IsRatedWell(FollowUp check, Guid line, Situation situation) =>
        check.Answers.Any(a => a.OrderLineId == line && a.Rating >= situation.Policy.Duties.ConfirmingRating);
}
