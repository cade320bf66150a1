using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using RetentionApi.Domain.Orders;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Orders;

/// <summary>What came back, told without saying from which order. What of it is matched to orders stands in <c>returns</c>; the rest is an unmatched return.</summary>
internal sealed class CreditNoteRow
{
    public Guid MerchantId { get; set; }

    public Guid Id { get; set; }

    public required string Source { get; set; }

    public required string ExternalId { get; set; }

    /// <summary>Null: anonymous, never matched.</summary>
    public Guid? CustomerId { get; set; }

    public Instant CreditedAt { get; set; }

    public required string Currency { get; set; }

    /// <summary>What was paid back; positive.</summary>
    public decimal Total { get; set; }

    public ReturnReason Reason { get; set; }

    /// <summary>When it was matched to orders; null: it waits for its import's orders.</summary>
    public Instant? MatchedAt { get; set; }

    public Instant? ImportedAt { get; set; }

    public Instant CreatedAt { get; set; }
}

internal sealed class CreditNoteLineRow
{
    public Guid MerchantId { get; set; }

    public Guid CreditNoteId { get; set; }

    public int Number { get; set; }

    public Guid ProductId { get; set; }

    public required string Sku { get; set; }

    /// <summary>Pieces that came back; positive.</summary>
    public decimal Quantity { get; set; }

    public decimal UnitPrice { get; set; }

    /// <summary>How many of the pieces no order is known for.</summary>
    public decimal Unmatched { get; set; }
}

internal sealed class CreditNoteTable : IEntityTypeConfiguration<CreditNoteRow>
{
    public void Configure(EntityTypeBuilder<CreditNoteRow> builder)
    {
        builder.ToTable("credit_notes").IsErased(Erasure.Fields, "UPDATE credit_notes SET customer_id = NULL WHERE merchant_id = $1 AND customer_id = ANY($2)").IsLookedUpByKey();
        builder.HasKey(n => new { n.MerchantId, n.Id });
        builder.HasIndex(n => new { n.MerchantId, n.Source, n.ExternalId }).IsUnique();
        builder.HasIndex(n => new { n.MerchantId, n.CustomerId }).HasFilter("matched_at IS NULL");
    }
}

internal sealed class CreditNoteLineTable : IEntityTypeConfiguration<CreditNoteLineRow>
{
    public void Configure(EntityTypeBuilder<CreditNoteLineRow> builder)
    {
        builder.ToTable("credit_note_lines").IsErased(Erasure.Nothing).IsLookedUpByKey()
            .IsExported("""
                SELECT l.* FROM credit_notes n JOIN credit_note_lines l ON l.merchant_id = $1 AND l.credit_note_id = n.id
                WHERE n.merchant_id = $1 AND n.customer_id = ANY($2) ORDER BY n.credited_at, l.credit_note_id, l.number
                """);
        builder.HasKey(l => new { l.MerchantId, l.CreditNoteId, l.Number });
    }
}
