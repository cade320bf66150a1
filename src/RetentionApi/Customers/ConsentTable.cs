using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Customers;

internal enum ConsentPurpose
{
    Survey,
    Marketing,
}

/// <summary>Append-only; the newest row of a channel and purpose counts.</summary>
internal sealed class ConsentRow
{
    public Guid MerchantId { get; set; }

    public Guid CustomerId { get; set; }

    public ContactChannel Channel { get; set; }

    public ConsentPurpose Purpose { get; set; }

    public Instant OccurredAt { get; set; }

    public Guid Id { get; set; }

    public bool IsGranted { get; set; }

    public required string Source { get; set; }

    public string? Wording { get; set; }

    /// <summary>Absent for a consent that an import claims.</summary>
    public string? Proof { get; set; }
}

internal sealed class ConsentTable : IEntityTypeConfiguration<ConsentRow>
{
    public void Configure(EntityTypeBuilder<ConsentRow> builder)
    {
        builder.ToTable("consents").IsErased(Erasure.Rows).IsLookedUpByKey();
        builder.HasKey(c => new { c.MerchantId, c.CustomerId, c.Channel, c.Purpose, c.OccurredAt, c.Id });
    }
}
