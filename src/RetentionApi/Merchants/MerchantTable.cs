using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Merchants;

/// <summary>The tenant: its clock, its money, its order of values.</summary>
internal sealed class MerchantRow
{
    public Guid MerchantId { get; set; }

    public required string Name { get; set; }

    /// <summary>IANA name.</summary>
    public required string TimeZone { get; set; }

    /// <summary>BCP 47.</summary>
    public required string Language { get; set; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; set; }

    /// <summary>Share of revenue, 0 to 1; null: not told, then there is no lifetime value.</summary>
    public decimal? GrossMargin { get; set; }

    /// <summary>The five values in the order in which the merchant serves them.</summary>
    public string[] ValuePriority { get; set; } = [];

    /// <summary>JSON: business hours by weekday and holidays, as the API takes them.</summary>
    public required string BusinessHours { get; set; }

    public LocalDate[] Holidays { get; set; } = [];

    public LocalTime QuietFrom { get; set; }

    public LocalTime QuietTo { get; set; }

    /// <summary>Whom a case's step goes to when its deadline has passed and its owner's team has no other lead; null: it stays with its owner.</summary>
    public Guid? EscalatesTo { get; set; }

    /// <summary>The sender of its mail; null: it sends what is handed over by its own means.</summary>
    public string? MailFrom { get; set; }

    public int PolicyVersion { get; set; }

    public int Version { get; set; }

    public Instant CreatedAt { get; set; }

    public Instant UpdatedAt { get; set; }
}

internal sealed class MerchantTable : IEntityTypeConfiguration<MerchantRow>
{
    public void Configure(EntityTypeBuilder<MerchantRow> builder)
    {
        builder.ToTable("merchants").IsErased(Erasure.Nothing).IsSeenByWorker();
        builder.HasKey(m => m.MerchantId);
        builder.Property(m => m.BusinessHours).HasColumnType("jsonb");
        builder.Property<byte[]>("TombstoneKey").IsRequired().HasDefaultValueSql("sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'))"); // 244 random bits; it never leaves the database
        builder.Property(m => m.Version).IsConcurrencyToken();
    }
}
