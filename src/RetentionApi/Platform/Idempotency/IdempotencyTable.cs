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
    /// <summary>By what it speaks of, and by the id of what it made. A twin of what was answered so is told that there is no such customer any more.</summary>
    private const string OfErased = """
        DELETE FROM idempotency_keys WHERE merchant_id = $1
          AND (response LIKE ANY($3) OR key LIKE ANY($3) OR substring(response FROM '"id":"([0-9a-f-]{36})"')::uuid = ANY($2))
        """;

    /// <summary>What only names them is answered again, without the name: forgotten, it would be done twice.</summary>
    private static readonly string NamesErased = PersonalData.StrikeOut("idempotency_keys", "response");

    public void Configure(EntityTypeBuilder<IdempotencyRow> builder)
    {
        builder.ToTable("idempotency_keys").IsErased(Erasure.Rows).IsSearched(OfErased, NamesErased).IsLookedUpByKey().IsAppended()
            .IsNotExported("An answer that was given before; what it told of is shown where it stands.");
        builder.HasKey(k => new { k.MerchantId, k.Operation, k.Key });
        builder.HasIndex(k => new { k.ExpiresAt, k.MerchantId });
    }
}
