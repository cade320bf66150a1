using NodaTime;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Orders;
using RetentionApi.Orders;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Imports.Applying;

/// <summary>Matches credit notes to orders once all orders of the file are there, whatever the order of its lines: some hundred customers at a time.</summary>
internal static class CreditNoteMatches
{
    private const int CustomersAtATime = 300;

    // OFFSET 0 skips nothing: it keeps the planner from turning a look-up round, so that lines are found by their order and orders by their customer.

    private const string Waiting = """
        SELECT DISTINCT customer_id FROM credit_notes WHERE merchant_id = $1 AND matched_at IS NULL AND customer_id IS NOT NULL ORDER BY customer_id LIMIT $2
        """;

    private const string Notes = """
        SELECT n.customer_id, n.id, n.credited_at, n.source, n.external_id, n.currency, l.number, l.product_id, l.unmatched, l.unit_price
        FROM unnest($2::uuid[]) AS c(id)
        CROSS JOIN LATERAL (SELECT n.* FROM credit_notes n WHERE n.merchant_id = $1 AND n.customer_id = c.id AND n.matched_at IS NULL OFFSET 0) n
        CROSS JOIN LATERAL (SELECT l.* FROM credit_note_lines l WHERE l.merchant_id = $1 AND l.credit_note_id = n.id OFFSET 0) l
        ORDER BY n.credited_at, n.id, l.number
        """;

    private const string Lines = """
        SELECT o.customer_id, o.id, o.placed_at, l.number, l.product_id, l.quantity - COALESCE((
            SELECT sum(b.quantity) FROM returns r CROSS JOIN LATERAL unnest(r.line_numbers, r.quantities) AS b(number, quantity)
            WHERE r.merchant_id = $1 AND r.order_id = o.id AND b.number = l.number), 0)
        FROM unnest($2::uuid[]) AS c(id)
        CROSS JOIN LATERAL (SELECT o.* FROM orders o WHERE o.merchant_id = $1 AND o.customer_id = c.id AND NOT o.is_test AND o.status = 'placed' OFFSET 0) o
        CROSS JOIN LATERAL (SELECT l.* FROM order_lines l WHERE l.merchant_id = $1 AND l.order_id = o.id AND l.product_id = ANY($3) OFFSET 0) l
        """;

    /// <returns>False: no credit note waits.</returns>
    public static async Task<bool> ApplyAsync(ImportChunk chunk, NpgsqlConnection connection, NpgsqlBatch writes, CancellationToken cancellationToken)
    {
        var customers = await RowsAsync(connection, Waiting, [chunk.MerchantId, CustomersAtATime], r => r.GetGuid(0), cancellationToken);
        if (customers.Count == 0)
            return false;
        var notes = await RowsAsync(connection, Notes, [chunk.MerchantId, customers.ToArray()], ReadNote, cancellationToken);
        var lines = await RowsAsync(
            connection, Lines, [chunk.MerchantId, customers.ToArray(), notes.Select(n => n.Line.ProductId).Distinct().ToArray()],
            r => (CustomerId: r.GetGuid(0), Line: new ReturnableLine(r.GetGuid(1), r.GetFieldValue<Instant>(2), r.GetInt32(3), r.GetGuid(4), r.GetDecimal(5))), cancellationToken);
        var linesOf = lines.ToLookup(l => l.CustomerId, l => l.Line);
        var matches = notes.GroupBy(n => n.CustomerId).SelectMany(customer => CreditMatching.Of(NotesOf(customer), linesOf[customer.Key])).ToList();
        var matched = matches.GroupBy(m => (m.CreditNoteId, m.CreditLineNumber)).ToDictionary(m => m.Key, m => m.Sum(part => part.Quantity));
        Count(chunk.Tally.CreditLines, notes, matched);
        writes.AddReturns(chunk.MerchantId, ReturnsOf(matches, notes, chunk.Now), chunk.Now);
        writes.AddMatched(chunk.MerchantId, [.. notes.Select(n => n.NoteId).Distinct()], [.. matched.Select(m => (m.Key.CreditNoteId, m.Key.CreditLineNumber, m.Value))], chunk.Now);
        foreach (var note in notes.DistinctBy(n => n.NoteId))
            chunk.Touch(note.CustomerId, note.NoteId, note.CreditedAt);
        return true;
    }

    private static IEnumerable<CreditNote> NotesOf(IEnumerable<NoteLine> ofCustomer) => ofCustomer.GroupBy(n => n.NoteId)
        .Select(note => new CreditNote(note.Key, note.First().CreditedAt, [.. note.Select(n => n.Line)]));

    /// <summary>One return for each order that a credit note reaches; the second and later ones of a note are numbered. Its money stays with the note: which order it
    /// paid back is our guess, and an order must not cease to count by a guess.</summary>
    private static List<ReturnToStore> ReturnsOf(List<CreditMatch> matches, List<NoteLine> notes, Instant now)
    {
        var priced = notes.ToDictionary(n => (n.NoteId, n.Line.Number));
        var returns = new List<ReturnToStore>();
        foreach (var note in matches.GroupBy(m => m.CreditNoteId))
        {
            foreach (var (order, index) in note.GroupBy(m => m.OrderId).Select((order, index) => (order, index)))
            {
                var told = priced[(note.Key, order.First().CreditLineNumber)];
                returns.Add(new ReturnToStore(
                    new ReturnView(
                        Ids.New(now), order.Key, told.Source, index == 0 ? told.ExternalId : $"{told.ExternalId}/{index + 1}", ReturnReason.Unknown, told.CreditedAt,
                        [.. order.GroupBy(m => m.LineNumber).Select(l => new ReturnedLine(l.Key, l.Sum(m => m.Quantity)))], Refund: null),
                    told.CustomerId));
            }
        }

        return returns;
    }

    private static void Count(CreditLineTally tally, List<NoteLine> notes, Dictionary<(Guid, int), decimal> matched)
    {
        foreach (var note in notes)
        {
            var found = matched.GetValueOrDefault((note.NoteId, note.Line.Number));
            if (found == note.Line.Quantity)
                tally.Matched++;
            else if (found > 0)
                tally.PartlyMatched++;
            else
                tally.Unmatched++;
        }
    }

    private static NoteLine ReadNote(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.GetFieldValue<Instant>(2), row.GetString(3), row.GetString(4), row.GetString(5),
        new CreditNoteLine(row.GetInt32(6), row.GetGuid(7), row.GetDecimal(8)), row.GetDecimal(9));

    private static async Task<List<T>> RowsAsync<T>(
        NpgsqlConnection connection, string sql, object[] values, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var batch = connection.CreateBatch();
        batch.Add(sql, values);
        return await batch.AllAsync(read, cancellationToken);
    }

    private sealed record NoteLine(
        Guid CustomerId, Guid NoteId, Instant CreditedAt, string Source, string ExternalId, string Currency, CreditNoteLine Line, decimal UnitPrice);
}
