using NodaTime;
using Npgsql;
using RetentionApi.Platform.Persistence;
using static RetentionApi.Platform.Persistence.SqlArrays;

namespace RetentionApi.Orders;

internal sealed record CreditNoteToStore(
    Guid Id, string Source, string ExternalId, Guid? CustomerId, Instant CreditedAt, string Currency, Instant? ImportedAt, IReadOnlyList<CreditLineToStore> Lines);

internal sealed record CreditLineToStore(int Number, Guid ProductId, string Sku, decimal Quantity, decimal UnitPrice);

/// <summary>The statements by which credit notes are stored and matched.</summary>
internal static class CreditNoteWrites
{
    /// <summary>Whole, all of it unmatched; an anonymous one is at its end with that. $13 now.</summary>
    private const string Store = """
        WITH fact AS MATERIALIZED (
          SELECT * FROM unnest($2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::timestamptz[], $7::text[], $8::numeric[], $9::timestamptz[])
            AS f(id, source, external_id, customer_id, credited_at, currency, total, imported_at)),
        stored AS (
          INSERT INTO credit_notes (merchant_id, id, source, external_id, customer_id, credited_at, currency, total, reason, matched_at, imported_at, created_at)
          SELECT $1, id, source, external_id, customer_id, credited_at, currency, total, 'unknown', CASE WHEN customer_id IS NULL THEN $13::timestamptz END, imported_at, $13 FROM fact
          ON CONFLICT (merchant_id, source, external_id) DO NOTHING RETURNING id),
        lines AS (
          INSERT INTO credit_note_lines (merchant_id, credit_note_id, number, product_id, sku, quantity, unit_price, unmatched)
          SELECT $1, l.note_id, l.number, l.product_id, l.sku, l.quantity, l.unit_price, l.quantity
          FROM unnest($10::uuid[], $11::int[], $12::uuid[], $14::text[], $15::numeric[], $16::numeric[]) AS l(note_id, number, product_id, sku, quantity, unit_price))
        SELECT must_store((SELECT count(*) FROM stored) / $17)
        """;

    private const string Matched = """
        WITH done AS (UPDATE credit_notes SET matched_at = $3 WHERE merchant_id = $1 AND id = ANY($2))
        UPDATE credit_note_lines l SET unmatched = l.unmatched - m.quantity
        FROM unnest($4::uuid[], $5::int[], $6::numeric[]) AS m(note_id, number, quantity)
        WHERE l.merchant_id = $1 AND l.credit_note_id = m.note_id AND l.number = m.number
        """;

    /// <summary>Raises where any of them is known already.</summary>
    public static void AddCreditNotes(this NpgsqlBatch batch, Guid merchantId, IReadOnlyList<CreditNoteToStore> notes, Instant now)
    {
        var lines = notes.SelectMany(n => n.Lines.Select(l => (NoteId: n.Id, Line: l))).ToList();
        batch.Add(Store, merchantId, All(notes, n => n.Id), All(notes, n => n.Source), All(notes, n => n.ExternalId), All(notes, n => n.CustomerId), All(notes, n => n.CreditedAt),
            All(notes, n => n.Currency), All(notes, n => n.Lines.Sum(l => l.Quantity * l.UnitPrice)), All(notes, n => n.ImportedAt),
            All(lines, l => l.NoteId), All(lines, l => l.Line.Number), All(lines, l => l.Line.ProductId), now,
            All(lines, l => l.Line.Sku), All(lines, l => l.Line.Quantity), All(lines, l => l.Line.UnitPrice), notes.Count);
    }

    /// <param name="matched">How much of which line was found, once a line.</param>
    public static void AddMatched(this NpgsqlBatch batch, Guid merchantId, Guid[] noteIds, IReadOnlyList<(Guid NoteId, int Number, decimal Quantity)> matched, Instant now) =>
        batch.Add(Matched, merchantId, noteIds, now, All(matched, m => m.NoteId), All(matched, m => m.Number), All(matched, m => m.Quantity));
}
