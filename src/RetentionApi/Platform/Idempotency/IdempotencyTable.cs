using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Platform.Idempotency;

/// <summary>An answer that was given once and is given again for the same key.</summary>
internal sealed class IdempotencyRow
{
    public Guid MerchantId { get; set; }

    /// <summary>Method and route, so that one key may serve two operations.</summary>
    public required string Operation { get; set; }

    public required string Key { get; set; }

    /// <summary>SHA-256 of method, path, query and body.</summary>
    public required byte[] RequestHash { get; set; }

    public required string Outcome { get; set; }

    /// <summary>JSON of the handler's view.</summary>
    public required string Response { get; set; }

    public Instant ExpiresAt { get; set; }
}

internal sealed class IdempotencyTable : IEntityTypeConfiguration<IdempotencyRow>
{
    public void Configure(EntityTypeBuilder<IdempotencyRow> builder)
    {
        builder.ToTable("idempotency_keys").IsErased(Erasure.Rows).IsLookedUpByKey().IsAppended();
        builder.HasKey(k => new { k.MerchantId, k.Operation, k.Key });
        builder.HasIndex(k => new { k.ExpiresAt, k.MerchantId });
    }
}
