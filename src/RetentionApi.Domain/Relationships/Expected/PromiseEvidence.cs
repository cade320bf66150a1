using RetentionApi.Domain.Common;
using RetentionApi.Domain.Promises;

namespace RetentionApi.Domain.Relationships.Expected;

/// <summary>
/// What promises leave: kept the one, broken the other, and a breach that was made good is repaired. What a product claims is not among them: a good or bad
/// answer about it, or its return, has left its evidence about the quality already, and one deed is not counted twice.
/// </summary>
internal static class PromiseEvidence
{
    public static void Expect(Expectation expectation)
    {
        foreach (var promise in expectation.Record.Promises.Where(p => !p.IsClaim))
        {
            var source = FactKey.Promise(promise.Id);
            if (promise is { Status: PromiseStatus.Kept, SettledAt: { } keptAt })
                expectation.Add(new ExpectedEvidence(promise.CustomerId, EvidenceKind.PromiseKept, source, keptAt) { OrderId = promise.OrderId });
            if (promise.BrokenAt is not { } brokenAt)
                continue;
            var breach = new ExpectedEvidence(promise.CustomerId, EvidenceKind.PromiseBroken, source, brokenAt) { OrderId = promise.OrderId };
            expectation.Add(breach);
            if (promise is { Status: PromiseStatus.Repaired, SettledAt: { } repairedAt })
                expectation.Add(breach with { Kind = EvidenceKind.BreachRepaired, OccurredAt = repairedAt, LayerOfBreach = EvidenceCatalogue.Of(EvidenceKind.PromiseBroken).Layer });
        }
    }
}
