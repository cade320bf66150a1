using RetentionApi.Domain.Common;
using RetentionApi.Domain.Interactions;
using RetentionApi.Domain.Orders;

namespace RetentionApi.Domain.Relationships.Expected;

/// <summary>Advice was taken when the customer soon bought what it was about: that product, or one of that category. One purchase speaks for one piece of advice.</summary>
internal static class AdviceEvidence
{
    public static void Expect(Expectation expectation)
    {
        foreach (var enquiry in expectation.Record.Interactions.Where(i => i.AsksForAdvice && i.AnsweredAt is not null).OrderBy(i => (i.AnsweredAt, i.Id)))
        {
            if (FirstPurchase(expectation, enquiry) is not { } bought)
                continue;
            expectation.BoughtOnAdvice.Add(bought.Line.Id);
            expectation.Add(new ExpectedEvidence(
                enquiry.CustomerId ?? expectation.Record.CustomerId, EvidenceKind.AdviceTaken, FactKey.Interaction(enquiry.Id), bought.Order.PlacedAt)
            {
                ProductId = bought.Line.ProductId,
                OrderId = bought.Order.Id,
            });
        }
    }

    private static OrderedLine? FirstPurchase(Expectation expectation, Interaction enquiry)
    {
        var category = enquiry.Category ?? expectation.Product(enquiry.ProductId)?.Category;
        var (from, until) = (enquiry.AnsweredAt, enquiry.AnsweredAt + expectation.Policy.Duties.BoughtAfterAdvice);
        foreach (var order in expectation.Orders)
        {
            if (order.PlacedAt <= from || order.PlacedAt > until)
                continue;
            foreach (var line in order.Lines.OrderBy(line => line.Number))
            {
                if (IsAdvised(line) && !expectation.BoughtOnAdvice.Contains(line.Id))
                    return new OrderedLine(order, line);
            }
        }

        return null;

        bool IsAdvised(OrderLine line) => line.ProductId is { } id
            && (id == enquiry.ProductId || (category is not null && expectation.Product(id)?.Category == category));
    }
}
