using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Staffing;

/// <summary>A person who works for the merchant: owner of customers and duties.</summary>
internal sealed class StaffRow
{
    public Guid MerchantId { get; set; }

    public Guid Id { get; set; }

    public required string Name { get; set; }

    public string? Email { get; set; }

    public bool IsActive { get; set; } = true;

    public Guid? TeamId { get; set; }

    /// <summary>When the turn last came to them; null: never.</summary>
    public Instant? LastTurnAt { get; set; }

    public int Version { get; set; } = 1;

    public Instant CreatedAt { get; set; }
}

internal sealed class StaffTable : IEntityTypeConfiguration<StaffRow>
{
    /// <summary>The constraint that an address belongs to one person.</summary>
    public const string OneEmail = "ix_staff_merchant_id_email";

    public void Configure(EntityTypeBuilder<StaffRow> builder)
    {
        builder.ToTable("staff").IsErased(Erasure.Nothing);
        builder.HasKey(s => new { s.MerchantId, s.Id });
        builder.HasIndex(s => new { s.MerchantId, s.Email }).IsUnique().HasFilter("email IS NOT NULL").HasDatabaseName(OneEmail);
        builder.Property(s => s.Version).IsConcurrencyToken();
    }
}
