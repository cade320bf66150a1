using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionApi.Domain.Promises;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Promises;

/// <summary>What was promised; its clock is a row of <c>follow_ups</c> with the cause <c>promise:{id}</c>. What a product claims is here once it turned out true or not.</summary>
internal sealed class PromiseTable : IEntityTypeConfiguration<Promise>
{
    /// <summary>The constraint that nothing makes two promises.</summary>
    public const string OneOfSource = "ix_promises_merchant_id_source";

    /// <summary>How many were kept and broken stays; what is still open is promised to nobody.</summary>
    private const string Settled = $"""
        UPDATE promises SET customer_id = $4, source = 'erased-' || id, what = '{PersonalData.Struck}', place = NULL, note = NULL, version = version + 1
        WHERE merchant_id = $1 AND customer_id = ANY($2) AND status <> 'open'
        """;

    private const string Open = "DELETE FROM promises WHERE merchant_id = $1 AND customer_id = ANY($2)";

    public void Configure(EntityTypeBuilder<Promise> builder)
    {
        builder.ToTable("promises").IsErased(Erasure.Fields, Settled, Open).HasStorage(Annotations.AnalyzedSoon);
        builder.HasKey(p => new { p.MerchantId, p.Id });
        builder.HasIndex(p => new { p.MerchantId, p.Source }).IsUnique().HasDatabaseName(OneOfSource);
        builder.HasIndex(p => new { p.MerchantId, p.CustomerId, p.DueAt });
        builder.HasIndex(p => new { p.MerchantId, p.DueAt, p.Id });
        builder.HasIndex(p => new { p.MerchantId, p.Status, p.DueAt, p.Id });
        builder.HasIndex(p => new { p.MerchantId, p.MadeBy, p.DueAt, p.Id }).HasFilter("made_by IS NOT NULL");
        builder.Property(p => p.Version).IsConcurrencyToken();
        builder.Ignore(p => p.Deadline).Ignore(p => p.IsOwed).Ignore(p => p.IsClaim);
    }
}
