using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Cooperation;
using RetentionApi.Domain.Interactions;
using RetentionApi.Domain.Orders;

namespace RetentionApi.Domain.Relationships.Expected;

/// <summary>
/// Advice was taken when the customer said so, or soon bought what it was about: recorded advice one of its products; an answer to a request for advice, of which nothing
/// more is recorded, that product or one of that category. One purchase speaks for one piece of advice.
/// </summary>
internal static class AdviceEvidence
{
    /// <summary>One piece of advice, recorded or not.</summary>
    private sealed record Given(Guid CustomerId, string Source, Instant At, Func<OrderLine, bool> IsAbout, AdviceRecord? Recorded);

    public static void Expect(Expectation expectation)
    {
        var recorded = expectation.Record.Advice.Select(a => OfRecord(a));
        foreach (var given in recorded.Concat(Answers(expectation)).OrderBy(a => a.At).ThenBy(a => a.Source, StringComparer.Ordinal))
        {
            var bought = FirstPurchase(expectation, given);
            if (bought is { } line)
                expectation.BoughtOnAdvice.Add(line.Line.Id);
            ExpectTaken(expectation, given, bought);
            ExpectRegretted(expectation, given, bought);
        }
    }

    private static Given OfRecord(AdviceRecord advice)
    {
        var products = advice.AcceptedProductId is { } accepted ? [accepted] : advice.ProductIds;
        return new Given(advice.CustomerId, FactKey.Advice(advice.Id), advice.GivenAt, line => line.ProductId is { } id && products.Contains(id), advice);
    }

    /// <summary>Where the advice given on a request is recorded, the record speaks for it.</summary>
    private static IEnumerable<Given> Answers(Expectation expectation)
    {
        var recorded = expectation.Record.Advice.Select(a => a.Cause).ToHashSet();
        foreach (var enquiry in expectation.Record.Interactions.Where(i => i.AsksForAdvice && !recorded.Contains(FactKey.Interaction(i.Id))))
        {
            if (enquiry.AnsweredAt is { } at)
                yield return new Given(
                    enquiry.CustomerId ?? expectation.Record.CustomerId, FactKey.Interaction(enquiry.Id), at, line => IsAnswer(expectation, enquiry, line), Recorded: null);
        }
    }

    private static bool IsAnswer(Expectation expectation, Interaction enquiry, OrderLine line)
    {
        var category = enquiry.Category ?? expectation.Product(enquiry.ProductId)?.Category;
        return line.ProductId is { } id && (id == enquiry.ProductId || (category is not null && expectation.Product(id)?.Category == category));
    }

    private static OrderedLine? FirstPurchase(Expectation expectation, Given given)
    {
        var until = given.At + expectation.Policy.Duties.BoughtAfterAdvice;
        foreach (var order in expectation.Orders.Where(o => o.PlacedAt > given.At && o.PlacedAt <= until))
        {
            foreach (var line in order.Lines.OrderBy(line => line.Number))
            {
                if (given.IsAbout(line) && !expectation.BoughtOnAdvice.Contains(line.Id))
                    return new OrderedLine(order, line);
            }
        }

        return null;
    }

    private static void ExpectTaken(Expectation expectation, Given given, OrderedLine? bought)
    {
        if (given.Recorded is { AcceptedAt: { } acceptedAt } recorded && !(bought?.Order.PlacedAt < acceptedAt))
            expectation.Add(new ExpectedEvidence(given.CustomerId, EvidenceKind.AdviceTaken, given.Source, acceptedAt) { ProductId = recorded.AcceptedProductId });
        else if (bought is { } line)
            expectation.Add(new ExpectedEvidence(given.CustomerId, EvidenceKind.AdviceTaken, given.Source, line.Order.PlacedAt)
            {
                ProductId = line.Line.ProductId,
                OrderId = line.Order.Id,
            });
    }

    private static void ExpectRegretted(Expectation expectation, Given given, OrderedLine? bought)
    {
        if (given.Recorded is not { RegrettedAt: { } at } recorded)
            return;
        if (bought is { } line)
            expectation.RegrettedInWords.Add(line.Line.Id);
        expectation.Add(new ExpectedEvidence(given.CustomerId, EvidenceKind.AdviceRegretted, given.Source, at)
        {
            ProductId = bought?.Line.ProductId ?? recorded.AcceptedProductId,
        });
    }
}
