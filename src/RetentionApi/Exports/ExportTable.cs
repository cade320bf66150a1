using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Exports;

internal enum ExportFormat
{
    /// <summary>One document.</summary>
    Json,

    /// <summary>One file a table, in a zip.</summary>
    Csv,
}

/// <summary>All that is kept of a person, as it was handed out to the merchant to hand on; for some days.</summary>
internal sealed class CustomerExportRow
{
    public Guid MerchantId { get; set; }

    /// <summary>That of its operation.</summary>
    public Guid Id { get; set; }

    public Guid CustomerId { get; set; }

    public ExportFormat Format { get; set; }

    public byte[] Content { get; set; } = [];

    public Instant CreatedAt { get; set; }

    public Instant ExpiresAt { get; set; }
}

internal sealed class CustomerExportTable : IEntityTypeConfiguration<CustomerExportRow>
{
    public void Configure(EntityTypeBuilder<CustomerExportRow> builder)
    {
        builder.ToTable("customer_exports").IsErased(Erasure.Rows).IsNotExported("An export itself.").IsLookedUpByKey();
        builder.HasKey(e => new { e.MerchantId, e.Id });
        builder.HasIndex(e => new { e.MerchantId, e.CustomerId });
        builder.HasIndex(e => new { e.MerchantId, e.ExpiresAt });
    }
}
