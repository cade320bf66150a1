using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Catalog;

internal sealed class ProductRow
{
    public Guid MerchantId { get; set; }

    public Guid Id { get; set; }

    public required string Sku { get; set; }

    /// <summary>In lower case, made by the database: what a search compares.</summary>
    public string SkuSearch { get; private set; } = "";

    public required string Name { get; set; }

    /// <summary>In lower case, made by the database: what a search compares.</summary>
    public string NameSearch { get; private set; } = "";

    public string? Category { get; set; }

    public decimal? Price { get; set; }

    public string? Currency { get; set; }

    /// <summary>Null: unknown, counts as in stock.</summary>
    public int? Stock { get; set; }

    /// <summary>Of what is out of stock: when it is there again; null: nobody said.</summary>
    public LocalDate? ExpectedOn { get; set; }

    public bool IsReturnable { get; set; } = true;

    /// <summary>JSON: by language, what a buyer must know.</summary>
    public string Facts { get; set; } = "{}";

    public string[] Claims { get; set; } = [];

    public int? UseUpDays { get; set; }

    public int? WarrantyDays { get; set; }

    /// <summary>Of the product's own plan, from the delivery; null: it has none.</summary>
    public Duration? QualityCheckAfter { get; set; }

    /// <summary>Null: as long after the first as the policy has it.</summary>
    public Duration? SecondQualityCheckAfter { get; set; }

    public Instant? SourceUpdatedAt { get; set; }

    public int Version { get; set; } = 1;

    public Instant CreatedAt { get; set; }

    public Instant UpdatedAt { get; set; }
}

internal sealed class ProductPriceRow
{
    public Guid MerchantId { get; set; }

    public Guid ProductId { get; set; }

    public Instant ValidFrom { get; set; }

    public decimal Amount { get; set; }

    public required string Currency { get; set; }
}

internal sealed class BatchRow
{
    public Guid MerchantId { get; set; }

    public Guid ProductId { get; set; }

    public required string Code { get; set; }

    public Guid Id { get; set; }

    public LocalDate? MadeOn { get; set; }

    public Instant CreatedAt { get; set; }
}

internal sealed class ProductTable : IEntityTypeConfiguration<ProductRow>
{
    public void Configure(EntityTypeBuilder<ProductRow> builder)
    {
        builder.ToTable("products").IsErased(Erasure.Nothing).IsLookedUpByKey();
        builder.HasKey(p => new { p.MerchantId, p.Id });
        builder.HasIndex(p => new { p.MerchantId, p.Sku }).IsUnique();
        builder.HasIndex(p => new { p.MerchantId, p.Category, p.Sku });
        builder.Property(p => p.SkuSearch).HasComputedColumnSql("lower(sku)", stored: true);
        builder.HasIndex(p => new { p.MerchantId, p.SkuSearch });
        builder.Property(p => p.NameSearch).HasComputedColumnSql("lower(name)", stored: true);
        builder.HasIndex(p => new { p.MerchantId, p.NameSearch });
        builder.Property(p => p.Facts).HasColumnType("jsonb");
        builder.Property(p => p.Version).IsConcurrencyToken();
    }
}

internal sealed class ProductPriceTable : IEntityTypeConfiguration<ProductPriceRow>
{
    public void Configure(EntityTypeBuilder<ProductPriceRow> builder)
    {
        builder.ToTable("product_prices").IsErased(Erasure.Nothing);
        builder.HasKey(p => new { p.MerchantId, p.ProductId, p.ValidFrom });
    }
}

internal sealed class BatchTable : IEntityTypeConfiguration<BatchRow>
{
    public void Configure(EntityTypeBuilder<BatchRow> builder)
    {
        builder.ToTable("batches").IsErased(Erasure.Nothing);
        builder.HasKey(b => new { b.MerchantId, b.ProductId, b.Code });
        builder.HasIndex(b => new { b.MerchantId, b.Id }).IsUnique();
    }
}
