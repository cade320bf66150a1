using RetentionApi.Domain.Cases;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;

namespace RetentionApi.Domain.Relationships.Expected;

/// <summary>
/// What cases leave: one breach a run, at the first deadline that passed, whatever became late after it; that it had to be opened again; and that the customer
/// called it solved, which makes the breaches good. A case that ended unconfirmed leaves nothing of its own, but that its breaches age: who does not answer can
/// neither be asked for ever nor be held to have been put off for ever.
/// </summary>
internal static class CaseEvidence
{
    public static void Expect(Expectation expectation)
    {
        if (expectation.Record.Cases.Count == 0)
            return;
        var steps = expectation.FollowUps.Where(f => f.Kind is FollowUpKind.CaseStep && f.MissedAt is not null).ToLookup(f => f.Cause);
        foreach (var known in expectation.Record.Cases)
        {
            for (var run = 1; run <= known.Run; run++)
                ExpectOverdue(expectation, known, run, [.. steps[FactKey.Case(known.Id, run)]]);
            for (var again = 0; again < known.ReopenedAt.Count; again++)
                expectation.Add(new ExpectedEvidence(known.CustomerId, EvidenceKind.CaseReopened, FactKey.CaseRun(known.Id, again + 2), known.ReopenedAt[again]) { OrderId = known.OrderId });
            if (known is { Outcome: CaseOutcome.Confirmed, ClosedAt: { } at })
                expectation.Add(new ExpectedEvidence(known.CustomerId, EvidenceKind.CaseConfirmed, FactKey.CaseRun(known.Id, 1), at) { OrderId = known.OrderId });
        }
    }

    private static void ExpectOverdue(Expectation expectation, CaseRecord known, int run, FollowUp[] missed)
    {
        if (missed.Min(f => f.MissedAt) is not { } at)
            return;
        var breach = new ExpectedEvidence(known.CustomerId, EvidenceKind.CaseOverdue, FactKey.CaseRun(known.Id, run), at) { OrderId = known.OrderId };
        expectation.Add(breach);
        if (known is { Outcome: CaseOutcome.Confirmed, ClosedAt: { } repairedAt })
            expectation.Add(breach with { Kind = EvidenceKind.BreachRepaired, OccurredAt = repairedAt, LayerOfBreach = EvidenceCatalogue.Of(EvidenceKind.CaseOverdue).Layer });
        else if (known is { Outcome: CaseOutcome.Unconfirmed, ClosedAt: { } closedAt })
            expectation.Add(breach with { Kind = EvidenceKind.BreachClosed, OccurredAt = closedAt });
    }
}
