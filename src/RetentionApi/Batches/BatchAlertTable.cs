using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using RetentionApi.Customers;
using RetentionApi.Domain.Batches;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Batches;

/// <summary>What a customer says they do with a thing of a bad batch.</summary>
internal enum BuyerAnswer
{
    /// <summary>They have stopped using it.</summary>
    StoppedUsing,

    /// <summary>They send it back.</summary>
    SendsBack,

    /// <summary>They see nothing wrong with it, and keep it.</summary>
    Keeps,

    /// <summary>Something has happened: a case is open.</summary>
    HasTrouble,
}

/// <summary>How far an alert has come with one buyer: derived, but for what they answered.</summary>
internal sealed class BatchBuyerRow
{
    public Guid MerchantId { get; set; }

    public Guid AlertId { get; set; }

    public Guid CustomerId { get; set; }

    public BuyerState State { get; set; }

    public Instant? ToldAt { get; set; }

    public Instant? AnsweredAt { get; set; }

    /// <summary>Null: they have not answered on their page.</summary>
    public BuyerAnswer? Answer { get; set; }

    /// <summary>In their words.</summary>
    public string? Words { get; set; }
}

internal sealed class BatchAlertTable : IEntityTypeConfiguration<BatchAlert>
{
    /// <summary>The constraint that a batch has one alert that was not dismissed.</summary>
    public const string OneOfBatch = "ix_batch_alerts_merchant_id_product_id_batch";

    /// <summary>How far its buyers were found, in the sequence of customers: now to the one before.</summary>
    private const string FoundAsFarAsErased = $"""
        UPDATE batch_alerts a SET spread_to = COALESCE((
          SELECT s.customer_id FROM customer_standings s WHERE s.merchant_id = $1 AND s.customer_id < a.spread_to AND s.customer_id <> ALL($2) ORDER BY s.customer_id DESC LIMIT 1),
          {Nobody.Id})
        WHERE a.merchant_id = $1 AND a.spread_to = ANY($2)
        """;

    public void Configure(EntityTypeBuilder<BatchAlert> builder)
    {
        builder.ToTable("batch_alerts").IsErased(Erasure.Fields, FoundAsFarAsErased).IsSearched(PersonalData.StrikeOut("batch_alerts", "reason", "to_buyers"))
            .IsNotExported("About a product; what a buyer was told stands in their messages.");
        builder.HasKey(a => new { a.MerchantId, a.Id });
        builder.HasIndex(a => new { a.MerchantId, a.ProductId, a.Batch }).IsUnique().HasFilter("status <> 'dismissed'").HasDatabaseName(OneOfBatch);
        builder.HasIndex(a => new { a.MerchantId, a.ProposedAt, a.Id });
        builder.HasIndex(a => new { a.MerchantId, a.ProductId, a.ProposedAt, a.Id });
        builder.HasIndex(a => new { a.MerchantId, a.Status, a.ProposedAt, a.Id });
        builder.Property(a => a.Version).IsConcurrencyToken();
    }
}

internal sealed class BatchBuyerTable : IEntityTypeConfiguration<BatchBuyerRow>
{
    /// <summary>How many were reached stays: merged customers are two buyers, so each is somebody else. Who was not told yet is told nothing any more.</summary>
    private const string Told = "UPDATE batch_alert_buyers SET customer_id = gen_random_uuid(), words = NULL WHERE merchant_id = $1 AND customer_id = ANY($2) AND told_at IS NOT NULL",
        NotTold = "DELETE FROM batch_alert_buyers WHERE merchant_id = $1 AND customer_id = ANY($2)";

    public void Configure(EntityTypeBuilder<BatchBuyerRow> builder)
    {
        builder.ToTable("batch_alert_buyers").IsErased(Erasure.Fields, Told, NotTold).HasStorage(Annotations.AnalyzedSoon);
        builder.HasKey(b => new { b.MerchantId, b.AlertId, b.CustomerId });
        builder.HasIndex(b => new { b.MerchantId, b.CustomerId });
        builder.HasIndex(b => new { b.MerchantId, b.AlertId, b.State, b.CustomerId });
        builder.HasIndex(b => new { b.MerchantId, b.AlertId, b.Answer, b.CustomerId }).HasFilter("answer IS NOT NULL");
    }
}
