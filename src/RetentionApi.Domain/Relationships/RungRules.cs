using NodaTime;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Merchants;
using static RetentionApi.Domain.Relationships.EvidenceKind;

namespace RetentionApi.Domain.Relationships;

/// <summary>What meets each of the five rungs and what makes it fail, from facts as they are known.</summary>
internal sealed class RungRules(RelationshipFacts facts, Policy policy)
{
    public RungTimeline[] Timelines() => [new(Basic()), new(Proactive()), new(Cooperative()), new(Responsible()), new(Interactive())];

    private IEnumerable<Finding> Basic()
    {
        var welcomes = Rows(Welcomed).Select(e => (At: e.OccurredAt, e.Source))
            .Concat(facts.Duties.Where(d => d.Kind == FollowUpKind.Welcome && d.Done is not null).Select(d => (d.Done!.Value.At, d.Source)))
            .Select(welcome => Finding.Met("rung.welcomed", welcome.At, Instant.MaxValue, welcome.Source))
            .ToArray();
        Instant? firstWelcome = welcomes.Length > 0 ? welcomes.Min(w => w.From) : null;
        return welcomes.Concat(Rows(WelcomeMissed).Select(e => Finding.Unmet("rung.welcomeMissed", remedy: null, e.OccurredAt, firstWelcome, e.Source)));
    }

    private IEnumerable<Finding> Proactive() =>
        Overdue(d => d.IsEnquiry, "rung.enquiryOverdue", "remedy.answerEnquiry")
            .Concat(Rows(EnquiryAnswered).Select(e => Holds("rung.enquiryAnswered", e, policy.ProactiveWindow)))
            .Concat(Rows(ProactiveWelcomed).Select(e => Holds("rung.proactiveWelcomed", e, policy.ProactiveWindow)));

    private IEnumerable<Finding> Cooperative() =>
        Overdue(d => d.IsEnquiry && d.Kind == FollowUpKind.BestValue, "rung.adviceOverdue", "remedy.giveAdvice")
            .Concat(Rows(AdviceTaken).Select(taken =>
            {
                var regretted = Rows(AdviceRegretted).FirstOrDefault(regret => IsOfSameAdvice(taken, regret))?.OccurredAt;
                return Finding.Met("rung.adviceTaken", taken.OccurredAt, Earliest(taken.OccurredAt + policy.RungWindow, regretted), taken.Source);
            }));

    private IEnumerable<Finding> Responsible() =>
        Overdue(d => d.Kind == FollowUpKind.CaseStep, "rung.caseOverdue", "remedy.doCaseStep")
            .Concat(Rows(PromiseBroken).Select(breach =>
            {
                var repaired = Rows(BreachRepaired).FirstOrDefault(breach.IsSettledBy)?.OccurredAt;
                var until = Earliest(breach.OccurredAt + policy.BrokenPromiseWindow, repaired);
                return Finding.Unmet("rung.promiseBroken", "remedy.repairPromise", breach.OccurredAt, until, breach.Source);
            }))
            .Concat(new CheckRecord(facts.Duties, policy).Failures())
            .Concat(facts.Duties
                .Where(d => d.Kind == FollowUpKind.QualityCheck && d.Answered is not null && d.Cancelled is null)
                .Select(d => Finding.Met("rung.checkAnswered", d.Answered!.Value.At, d.Answered.Value.At + policy.RungWindow, d.Source)));

    /// <summary>That rung 4 must be met as well is for the <see cref="Ladder"/> to see.</summary>
    private IEnumerable<Finding> Interactive() =>
        Overdue(d => d.Kind == FollowUpKind.SuggestionReply, "rung.suggestionOverdue", "remedy.replyToSuggestion")
            .Concat(facts.Suggestions
                .Where(s => s.CompletedAt is not null)
                .Select(s => Finding.Met("rung.suggestionDecided", s.CompletedAt!.Value, s.CompletedAt.Value + policy.RungWindow, s.Source)));

    /// <summary>Open past its deadline: until it ends, however it ends.</summary>
    private IEnumerable<Finding> Overdue(Func<DutyRecord, bool> isMeant, string code, string remedy) =>
        from duty in facts.Duties
        where isMeant(duty) && duty.Deadline is not null && !(duty.EndedAt <= duty.Deadline)
        select Finding.Unmet(code, remedy, duty.Deadline!.Value, duty.EndedAt, duty.Source);

    private IEnumerable<Evidence> Rows(EvidenceKind kind) => facts.Evidence.Where(e => e.Kind == kind);

    private static Finding Holds(string code, Evidence row, Duration window) => Finding.Met(code, row.OccurredAt, row.OccurredAt + window, row.Source);

    /// <summary>Where one of the two names no product, it is taken to be about the same.</summary>
    private static bool IsOfSameAdvice(Evidence taken, Evidence regret) =>
        regret.OccurredAt >= taken.OccurredAt && (taken.ProductId is null || regret.ProductId is null || taken.ProductId == regret.ProductId);

    private static Instant Earliest(Instant first, Instant? second) => second is { } other ? Instant.Min(first, other) : first;
}
