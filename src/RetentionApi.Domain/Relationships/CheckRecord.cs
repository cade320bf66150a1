using NodaTime;
using RetentionApi.Domain.Merchants;

namespace RetentionApi.Domain.Relationships;

/// <summary>How the checks, visits and warranty duties of a customer that came due went: two misses of the latest five, or the latest one missed and still not done, are a failure.</summary>
internal sealed class CheckRecord(IEnumerable<DutyRecord> duties, Policy policy)
{
    private readonly Check[] checks = [.. duties.Where(d => d.IsCheck).Select(Check.Of).OfType<Check>().OrderBy(c => c.CameDueAt).ThenBy(c => c.Duty.Id)];

    public IEnumerable<Finding> Failures()
    {
        (Instant Since, Failure What)? current = null;
        foreach (var at in checks.SelectMany(c => c.Changes).Distinct().Order())
        {
            var failure = FailureAt(at);
            if (failure == current?.What)
                continue;
            if (current is { } ended)
                yield return ended.What.Lasting(ended.Since, at, policy);
            current = failure is null ? null : (at, failure);
        }

        if (current is { } lasting)
            yield return lasting.What.Lasting(lasting.Since, null, policy);
    }

    private Failure? FailureAt(Instant at)
    {
        Check[] latest = [.. checks.Where(c => c.CameDueAt <= at && !(c.Duty.Cancelled?.At <= at)).TakeLast(policy.LatestChecks)];
        if (latest.Length > 0 && latest[^1].IsMissed && !(latest[^1].Duty.Done?.At <= at))
            return new Failure(latest[^1].Duty.Source, null);
        var missed = latest.Count(c => c.IsMissed);
        return missed >= policy.MissedChecksThatBar ? new Failure(latest.Last(c => c.IsMissed).Duty.Source, missed) : null;
    }

    /// <param name="Missed">How many of the latest; null: the latest one, which is still not done.</param>
    private sealed record Failure(string Source, int? Missed)
    {
        public Finding Lasting(Instant since, Instant? until, Policy policy) => Missed is { } missed
            ? Finding.Unmet("rung.checksMissed", "remedy.checkInTime", since, until, Source, ("missed", missed), ("latest", policy.LatestChecks))
            : Finding.Unmet("rung.checkMissed", "remedy.askLate", since, until, Source);
    }

    private sealed record Check(DutyRecord Duty, Instant CameDueAt, bool IsMissed)
    {
        public IEnumerable<Instant> Changes => new[] { CameDueAt, Duty.Done?.At, Duty.Cancelled?.At }.OfType<Instant>();

        /// <summary>Came due means: ended done or skipped, or missed at its deadline. Null: has not, or never will.</summary>
        public static Check? Of(DutyRecord duty)
        {
            if ((duty.Done ?? duty.Skipped)?.At is { } ended && !(ended > duty.Deadline))
                return new(duty, ended, IsMissed: false);
            return duty.Deadline is { } deadline && !(duty.Cancelled?.At <= deadline) ? new(duty, deadline, IsMissed: true) : null;
        }
    }
}
