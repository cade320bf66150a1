using NodaTime;
using RetentionApi.Domain.Cases;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Interests;
using RetentionApi.Domain.Merchants;
using RetentionApi.Domain.Promises;
using RetentionApi.Domain.Relationships;

namespace RetentionApi.Domain.Defections;

/// <summary>Looks through what is on record of a person for what was owed to them when they left, and for why they may have left. Pure.</summary>
/// <remarks>
/// What was still open on that day speaks before what was over, and what went wrong before what they merely wished. Where nothing speaks, the cause is unknown:
/// a guess would hide that nobody asked.
/// </remarks>
public sealed class LossInquiry(CustomerRecord record, IReadOnlyList<FollowUp> followUps, IReadOnlyList<Evidence> evidence, Instant lostAt, LossPolicy policy)
{
    private static readonly FollowUpKind[] NotOwedToThem = [FollowUpKind.RiskReminder, FollowUpKind.Repair, FollowUpKind.WinBack, FollowUpKind.CaseStep, FollowUpKind.Promise];

    private readonly Instant since = lostAt - policy.CausesWithin;

    /// <summary>Cases and promises by themselves, so without the duties of their clocks.</summary>
    public IReadOnlyList<Debt> OwedThen() =>
    [
        .. OpenCases().Select(c => new Debt(DebtKind.OpenCase, c.Id, Explanation.NameOf(c.Topic))),
        .. BrokenPromises().Select(p => new Debt(DebtKind.BrokenPromise, p.Id, null)),
        .. followUps.Where(IsOwedThen).OrderBy(f => f.Deadline).ThenBy(f => f.Id)
            .Select(f => new Debt(f.Deadline <= lostAt ? DebtKind.MissedDuty : DebtKind.OpenDuty, f.Id, Explanation.NameOf(f.Kind))),
    ];

    /// <summary>The first that applies; null: nothing speaks of a cause.</summary>
    public (DefectionCause Cause, Explanation Because)? Cause() =>
        OfOpenCase() ?? OfDefect() ?? OfBrokenPromise() ?? OfLateAnswer() ?? OfComplaint() ?? OfRatedValues() ?? OfPrice();

    private IEnumerable<CaseRecord> OpenCases() =>
        record.Cases.Where(c => c.ReceivedAt <= lostAt && !(c.ClosedAt <= lostAt)).OrderByDescending(c => c.ReceivedAt).ThenBy(c => c.Id);

    private IEnumerable<Promise> BrokenPromises() =>
        record.Promises.Where(p => p.BrokenAt <= lostAt && !(p.Status is PromiseStatus.Repaired && p.SettledAt <= lostAt)).OrderByDescending(p => p.BrokenAt).ThenBy(p => p.Id);

    private bool IsOwedThen(FollowUp duty) =>
        !NotOwedToThem.Contains(duty.Kind) && duty.Status is not FollowUpStatus.Cancelled && duty.CreatedAt <= lostAt && duty.DueAt <= lostAt && !(duty.EndedAt <= lostAt);

    private (DefectionCause, Explanation)? OfOpenCase() => OpenCases().FirstOrDefault() is { } open
        ? (CauseOf(open.Topic) ?? DefectionCause.Relationship, Explanation.Of("defection.openCase", ("topic", open.Topic), ("since", open.ReceivedAt)))
        : null;

    private (DefectionCause, Explanation)? OfDefect() => Latest(EvidenceKind.DefectReported) is { } defect
        ? (DefectionCause.Quality, Explanation.Of("defection.defect", ("on", defect.OccurredAt)))
        : null;

    private (DefectionCause, Explanation)? OfBrokenPromise() => BrokenPromises().FirstOrDefault(p => p.BrokenAt >= since) is { } broken
        ? (DefectionCause.Relationship, Explanation.Of("defection.brokenPromise", ("on", broken.BrokenAt!.Value)))
        : null;

    private (DefectionCause, Explanation)? OfLateAnswer() =>
        Latest(EvidenceKind.EnquiryLate, EvidenceKind.CaseOverdue, EvidenceKind.CaseReopened, EvidenceKind.SuggestionOverdue) is { } late
            ? (DefectionCause.Relationship, Explanation.Of("defection.late", ("on", late.OccurredAt)))
            : null;

    private (DefectionCause, Explanation)? OfComplaint() =>
        record.Cases.Where(c => c.ReceivedAt <= lostAt && c.ReceivedAt >= since && CauseOf(c.Topic) is not null).MaxBy(c => c.ReceivedAt) is { } complaint
            ? (CauseOf(complaint.Topic)!.Value, Explanation.Of("defection.complaint", ("topic", complaint.Topic), ("on", complaint.ReceivedAt)))
            : null;

    /// <summary>The five values as they last rated them: what falls furthest behind.</summary>
    private (DefectionCause, Explanation)? OfRatedValues()
    {
        if (record.SurveyResponses.Where(r => r.Ratings.Count > 0 && r.AnsweredAt <= lostAt && r.AnsweredAt >= since).MaxBy(r => r.AnsweredAt) is not { } answer)
            return null;
        var worst = answer.Ratings.OrderBy(r => r.Value).ThenBy(r => r.Key).First();
        return worst.Value <= policy.PoorRating
            ? (CauseOf(worst.Key), Explanation.Of("defection.rated", ("value", worst.Key), ("rating", worst.Value), ("on", answer.AnsweredAt)))
            : null;
    }

    private (DefectionCause, Explanation)? OfPrice() =>
        record.Interests.Where(i => i.Kind is InterestKind.PriceBelow && i.AskedAt <= lostAt && i.AskedAt >= since && !(i.FulfilledAt <= lostAt)).MaxBy(i => i.AskedAt) is { } wish
            ? (DefectionCause.Price, Explanation.Of("defection.waitedForPrice", ("on", wish.AskedAt)))
            : null;

    private Evidence? Latest(params EvidenceKind[] kinds) =>
        evidence.Where(e => e.WithdrawnAt is null && kinds.Contains(e.Kind) && e.OccurredAt <= lostAt && e.OccurredAt >= since).MaxBy(e => e.OccurredAt);

    private static DefectionCause? CauseOf(CaseTopic topic) => topic.MissedValue() is { } value ? CauseOf(value) : null;

    private static DefectionCause CauseOf(CustomerValue value) => value switch
    {
        CustomerValue.Price => DefectionCause.Price,
        CustomerValue.Convenience => DefectionCause.Convenience,
        CustomerValue.Quality => DefectionCause.Quality,
        CustomerValue.Relationship => DefectionCause.Relationship,
        _ => DefectionCause.Environment,
    };
}
