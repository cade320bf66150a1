using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Platform.Security;

/// <summary>A key as it is kept: the hash of its secret, never the secret.</summary>
internal sealed class ApiKeyRow
{
    public Guid MerchantId { get; set; }

    public Guid Id { get; set; }

    public required string Name { get; set; }

    /// <summary>SHA-256 of the key's random part.</summary>
    public required byte[] Hash { get; set; }

    /// <summary>The key's beginning and end, enough to recognise it in a list.</summary>
    public required string Hint { get; set; }

    public required string[] Scopes { get; set; }

    /// <summary>The person who is <c>me</c> to this key.</summary>
    public Guid? StaffId { get; set; }

    /// <summary>Requests a minute.</summary>
    public int RequestsPerMinute { get; set; }

    public Instant CreatedAt { get; set; }

    public Instant? ExpiresAt { get; set; }

    public Instant? RevokedAt { get; set; }

    public Instant? LastUsedAt { get; set; }
}

internal sealed class ApiKeyTable : IEntityTypeConfiguration<ApiKeyRow>
{
    public void Configure(EntityTypeBuilder<ApiKeyRow> builder)
    {
        builder.ToTable("api_keys").IsErased(Erasure.Nothing);
        builder.HasKey(k => new { k.MerchantId, k.Id });
        builder.HasIndex(k => new { k.MerchantId, k.Hash }).IsUnique();
    }
}
