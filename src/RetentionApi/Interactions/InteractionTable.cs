using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using RetentionApi.Domain.Interactions;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Interactions;

internal sealed class InteractionRow
{
    public Guid MerchantId { get; set; }

    public Guid Id { get; set; }

    public required string Source { get; set; }

    public required string ExternalId { get; set; }

    public Guid CustomerId { get; set; }

    public InteractionKind Kind { get; set; }

    public Direction Direction { get; set; }

    /// <summary>email, phone, chat, store … as told.</summary>
    public string? Channel { get; set; }

    public Instant OccurredAt { get; set; }

    public string? Summary { get; set; }

    public Guid? ProductId { get; set; }

    public Guid? OrderId { get; set; }

    public string? Category { get; set; }

    public bool IsAdviceWanted { get; set; }

    /// <summary>For a review, 1 to 5.</summary>
    public int? Rating { get; set; }

    public Instant? AnsweredAt { get; set; }

    public string? Answer { get; set; }

    public Guid? AnsweredBy { get; set; }

    public Instant? ImportedAt { get; set; }

    /// <summary>The source's own clock; an older report changes nothing.</summary>
    public Instant SourceUpdatedAt { get; set; }

    public int Version { get; set; } = 1;

    public Instant CreatedAt { get; set; }
}

/// <summary>The visits of one customer on one day to one category.</summary>
internal sealed class VisitRow
{
    public Guid MerchantId { get; set; }

    public Guid CustomerId { get; set; }

    public LocalDate Day { get; set; }

    /// <summary>Empty where neither visit nor product told one.</summary>
    public required string Category { get; set; }

    /// <summary>Made from the four above, so that it is known before the row is.</summary>
    public Guid Id { get; set; }

    public int Count { get; set; }

    public Instant FirstAt { get; set; }

    public Instant LastAt { get; set; }

    /// <summary>At most twenty.</summary>
    public Guid[] ProductIds { get; set; } = [];
}

internal sealed class InteractionTable : IEntityTypeConfiguration<InteractionRow>
{
    public void Configure(EntityTypeBuilder<InteractionRow> builder)
    {
        builder.ToTable("interactions").IsErased(Erasure.Rows).HasStorage(Annotations.AnalyzedSoon);
        builder.HasKey(i => new { i.MerchantId, i.Id });
        builder.HasIndex(i => new { i.MerchantId, i.Source, i.ExternalId }).IsUnique();
        builder.HasIndex(i => new { i.MerchantId, i.CustomerId, i.OccurredAt });
        builder.HasIndex(i => new { i.MerchantId, i.OccurredAt, i.Id });
        builder.HasIndex(i => new { i.MerchantId, i.Kind, i.OccurredAt, i.Id });
        builder.HasIndex(i => new { i.MerchantId, i.OccurredAt, i.Id }, "ix_interactions_unanswered").HasFilter("kind = 'enquiry' AND direction = 'inbound' AND answered_at IS NULL");
        builder.Property(i => i.Version).IsConcurrencyToken();
    }
}

internal sealed class VisitTable : IEntityTypeConfiguration<VisitRow>
{
    public void Configure(EntityTypeBuilder<VisitRow> builder)
    {
        builder.ToTable("visits").IsErased(Erasure.Rows).HasStorage(Annotations.AnalyzedSoon);
        builder.HasKey(v => new { v.MerchantId, v.CustomerId, v.Day, v.Category });
        builder.HasIndex(v => new { v.MerchantId, v.Id }).IsUnique();
        builder.HasIndex(v => new { v.MerchantId, v.FirstAt, v.Id });
    }
}
