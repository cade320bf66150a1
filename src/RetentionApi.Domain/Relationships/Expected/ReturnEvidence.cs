using RetentionApi.Domain.Common;
using RetentionApi.Domain.Orders;

namespace RetentionApi.Domain.Relationships.Expected;

/// <summary>
/// What a return says. At most one row, the first that applies: a defect of the product, a fault of ours in sending it, advice that was regretted, a refund
/// because it did not suit. A change of mind, and what nobody gave a reason for, say nothing.
/// </summary>
internal static class ReturnEvidence
{
    public static void Expect(Expectation expectation)
    {
        foreach (var order in expectation.Orders)
        {
            foreach (var sentBack in order.Returns)
                Expect(expectation, order, sentBack);
        }
    }

    private static void Expect(Expectation expectation, Order order, Return sentBack)
    {
        OrderLine[] lines = [.. order.Lines.Where(line => sentBack.Lines.Any(r => r.LineNumber == line.Number)).OrderBy(line => line.Number)];
        var about = lines.FirstOrDefault();
        switch (sentBack.Reason)
        {
            // A line that was rated as defective and then returned is one defect, not two.
            case ReturnReason.Fault or ReturnReason.NotAsDescribed:
                about = lines.FirstOrDefault(line => !expectation.Has(FactKey.OrderLine(line.Id), EvidenceKind.DefectReported));
                if (about is not null || lines.Length == 0)
                    Add(expectation, order, sentBack, EvidenceKind.DefectReported, about);
                break;
            case ReturnReason.Damaged or ReturnReason.WrongItem:
                Add(expectation, order, sentBack, EvidenceKind.Dissatisfied, about);
                break;
            case ReturnReason.Unsuitable or ReturnReason.ChangedMind when lines.FirstOrDefault(IsAdvised) is { } advised:
                Add(expectation, order, sentBack, EvidenceKind.AdviceRegretted, advised);
                break;
            case ReturnReason.Unsuitable when sentBack.Refund > 0:
                Add(expectation, order, sentBack, EvidenceKind.RefundDissatisfied, about);
                break;
        }

        bool IsAdvised(OrderLine line) => expectation.BoughtOnAdvice.Contains(line.Id) && !expectation.RegrettedInWords.Contains(line.Id);
    }

    private static void Add(Expectation expectation, Order order, Return sentBack, EvidenceKind kind, OrderLine? about) =>
        expectation.Add(new ExpectedEvidence(order.CustomerId ?? expectation.Record.CustomerId, kind, FactKey.Return(sentBack.Id), sentBack.ReturnedAt)
        {
            ProductId = about?.ProductId,
            Batch = about?.Batch,
            OrderId = order.Id,
        });
}
