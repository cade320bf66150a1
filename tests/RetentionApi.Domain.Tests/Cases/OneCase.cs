using NodaTime;
using RetentionApi.Domain.Cases;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Merchants;

namespace RetentionApi.Domain.Tests.Cases;

/// <summary>A case with all duties it ever had, as a database keeps them.</summary>
internal sealed class OneCase
{
    private readonly DutyRules rules;

    public OneCase(Instant receivedAt, BusinessCalendar? calendar = null, Guid? orderId = null, CasePolicy? policy = null)
    {
        Now = receivedAt;
        rules = new DutyRules(Policy.Default with { Cases = policy ?? new CasePolicy() }, calendar ?? FollowUps.Facts.Rules.Calendar);
        var what = new NewCase(Guid.Empty, Ids.New(Now), FollowUps.Facts.Id(1), Now, CaseTopic.Quality, CaseSeverity.Normal, [new Complaint(null, Now, "It leaks.")], orderId);
        (Case, var step) = Domain.Cases.Case.Open(what, rules, Now);
        Steps.Add(step);
    }

    public Instant Now { get; set; }

    public Case Case { get; }

    public List<FollowUp> Steps { get; } = [];

    public FollowUp? Step => Steps.SingleOrDefault(s => !s.IsEnded);

    public BusinessCalendar Calendar => rules.Calendar;

    public CaseRecord Record => new(Case.Id, Case.CustomerId, Case.Status, Case.Outcome, Case.Run, Case.OrderId, [], Case.ReopenedAt, Case.ClosedAt);

    public OneCase After(Duration time)
    {
        Now += time;
        return this;
    }

    /// <summary>Decides, and keeps what is owed next.</summary>
    public Result<FollowUp?> Decide(Func<Case, FollowUp?, CaseAct, Result<FollowUp?>> decide)
    {
        if (Step is { MissedAt: null, IsPaused: false } due && due.Deadline <= Now)
            _ = due.Miss(Now).Value;
        var next = decide(Case, Step, new CaseAct(null, rules, Now));
        if (next is { IsOk: true, Value: { } step } && !Steps.Contains(step))
            Steps.Add(step);
        return next;
    }

    public Result<FollowUp?> MoveTo(CaseStatus target) => Decide((c, step, act) => c.MoveTo(target, step, act));

    public Result<FollowUp?> Revisit(RevisitOutcome answer) => Decide((c, step, act) => c.Revisit(answer, step, act));

    public Result<FollowUp?> Wait() => Decide((c, step, act) => c.Wait(step, act));

    public Result<FollowUp?> Resume() => Decide((c, step, act) => c.Resume(step, act));
}
