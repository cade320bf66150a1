using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using RetentionApi.Domain.Interests;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Interests;

/// <summary>What a customer asked to be told of a product; open until it was told once.</summary>
internal sealed class InterestRow
{
    public Guid MerchantId { get; set; }

    public Guid Id { get; set; }

    public Guid CustomerId { get; set; }

    public Guid ProductId { get; set; }

    public InterestKind Kind { get; set; }

    /// <summary>With <see cref="Currency"/>, for a price: at most so much.</summary>
    public decimal? Price { get; set; }

    public string? Currency { get; set; }

    /// <summary>Where they asked; null: not told.</summary>
    public string? Channel { get; set; }

    public Instant AskedAt { get; set; }

    /// <summary>Since when it has been true; null: it waits.</summary>
    public Instant? FulfilledAt { get; set; }

    /// <summary>The first day that was named for the goods to be there again, since it was asked for.</summary>
    public LocalDate? ExpectedOn { get; set; }

    public Instant? EndedAt { get; set; }

    public InterestEnd? EndedAs { get; set; }
}

internal sealed class InterestTable : IEntityTypeConfiguration<InterestRow>
{
    public void Configure(EntityTypeBuilder<InterestRow> builder)
    {
        builder.ToTable("interests").IsErased(Erasure.Rows).IsLookedUpByKey();
        builder.HasKey(i => new { i.MerchantId, i.Id });
        builder.HasIndex(i => new { i.MerchantId, i.CustomerId, i.ProductId, i.Kind }, "ix_interests_open").IsUnique().HasFilter("ended_at IS NULL");
        builder.HasIndex(i => new { i.MerchantId, i.CustomerId, i.AskedAt, i.Id });
        builder.HasIndex(i => new { i.MerchantId, i.ProductId }).HasFilter("ended_at IS NULL");
    }
}
