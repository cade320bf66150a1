using NodaTime;

namespace RetentionApi.Domain.Orders;

/// <summary>What came back, told without saying from which order.</summary>
public sealed record CreditNote(Guid Id, Instant CreditedAt, IReadOnlyList<CreditNoteLine> Lines);

/// <param name="Quantity">Pieces that came back; positive.</param>
public sealed record CreditNoteLine(int Number, Guid ProductId, decimal Quantity);

/// <summary>A line of an order, and how much of it has not come back yet.</summary>
public sealed record ReturnableLine(Guid OrderId, Instant PlacedAt, int Number, Guid ProductId, decimal Left);

/// <summary>So much of a line of a credit note came from this line of an order.</summary>
public sealed record CreditMatch(Guid CreditNoteId, int CreditLineNumber, Guid OrderId, int LineNumber, decimal Quantity);

public static class CreditMatching
{
    /// <summary>Takes each line of a credit note from the same product's latest orders that are not after it and have some left, walking back as far as needed.</summary>
    /// <param name="notes">Of one customer, in any order; the earliest takes first.</param>
    /// <param name="lines">Of the same customer.</param>
    /// <returns>What was found; the rest of a line stays unmatched.</returns>
    public static IReadOnlyList<CreditMatch> Of(IEnumerable<CreditNote> notes, IEnumerable<ReturnableLine> lines)
    {
        var left = lines.GroupBy(l => l.ProductId).ToDictionary(
            product => product.Key,
            product => product.OrderByDescending(l => l.PlacedAt).ThenByDescending(l => l.OrderId).ThenByDescending(l => l.Number).ToArray());
        var matches = new List<CreditMatch>();
        foreach (var note in notes.OrderBy(n => n.CreditedAt).ThenBy(n => n.Id))
        {
            foreach (var line in note.Lines)
            {
                if (left.TryGetValue(line.ProductId, out var bought))
                    Take(note, line, bought, matches);
            }
        }

        return matches;
    }

    private static void Take(CreditNote note, CreditNoteLine line, ReturnableLine[] bought, List<CreditMatch> matches)
    {
        var wanted = line.Quantity;
        for (var i = 0; i < bought.Length && wanted > 0; i++)
        {
            var taken = bought[i].PlacedAt <= note.CreditedAt ? Math.Min(bought[i].Left, wanted) : 0;
            if (taken <= 0)
                continue;
            wanted -= taken;
            bought[i] = bought[i] with { Left = bought[i].Left - taken };
            matches.Add(new CreditMatch(note.Id, line.Number, bought[i].OrderId, bought[i].Number, taken));
        }
    }
}
