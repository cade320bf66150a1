using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using RetentionApi.Domain.Merchants;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Cooperation;

/// <summary>One thing that showed what a customer values: once for each source and value.</summary>
internal sealed class ValuePointRow
{
    public Guid MerchantId { get; set; }

    /// <summary><c>surveyResponse:{id}</c>, <c>case:{id}</c>, <c>advice:{id}</c>; <c>customer:{id}</c> for what they said outright.</summary>
    public required string Source { get; set; }

    public CustomerValue Value { get; set; }

    public Guid CustomerId { get; set; }

    public double Points { get; set; }

    public Instant OccurredAt { get; set; }

    public string? Reason { get; set; }
}

internal sealed class ValuePointTable : IEntityTypeConfiguration<ValuePointRow>
{
    public void Configure(EntityTypeBuilder<ValuePointRow> builder)
    {
        builder.ToTable("value_points").IsErased(Erasure.Rows).IsLookedUpByKey();
        builder.HasKey(p => new { p.MerchantId, p.Source, p.Value });
        builder.HasIndex(p => new { p.MerchantId, p.CustomerId, p.OccurredAt });
    }
}
