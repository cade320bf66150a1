using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionApi.Domain.Cases;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Cases;

/// <summary>What a case holds; its clock is a row of <c>follow_ups</c>, found by <see cref="Case.Cause"/>.</summary>
internal sealed class CaseTable : IEntityTypeConfiguration<Case>
{
    public const string OneOfSource = "ix_cases_merchant_id_source_external_id";

    /// <summary>How many there were of a product, and how they ended, stays; an open one ends with its customer.</summary>
    private const string Closed = """
        UPDATE cases SET customer_id = $4, source = NULL, external_id = NULL, opened_by = NULL, complaints = '[]', goodwill = '[]', proposal = NULL, close_reason = NULL, version = version + 1
        WHERE merchant_id = $1 AND customer_id = ANY($2) AND closed_at IS NOT NULL
        """;

    private const string Open = "DELETE FROM cases WHERE merchant_id = $1 AND customer_id = ANY($2)";

    public void Configure(EntityTypeBuilder<Case> builder)
    {
        builder.ToTable("cases").IsErased(Erasure.Fields, Closed, Open).HasStorage(Annotations.AnalyzedSoon);
        builder.HasKey(c => new { c.MerchantId, c.Id });
        builder.HasIndex(c => new { c.MerchantId, c.Source, c.ExternalId }).IsUnique().HasFilter("source IS NOT NULL").HasDatabaseName(OneOfSource);
        builder.HasIndex(c => new { c.MerchantId, c.OpenedBy }).IsUnique().HasFilter("opened_by IS NOT NULL");
        builder.HasIndex(c => new { c.MerchantId, c.Cause }).IsUnique();
        builder.HasIndex(c => new { c.MerchantId, c.CustomerId, c.ReceivedAt });
        builder.HasIndex(c => new { c.MerchantId, c.ReceivedAt, c.Id });
        builder.HasIndex(c => new { c.MerchantId, c.Status, c.ReceivedAt, c.Id });
        builder.HasIndex(c => new { c.MerchantId, c.OwnerId, c.ReceivedAt, c.Id }).HasFilter("owner_id IS NOT NULL");
        builder.HasIndex(c => new { c.MerchantId, c.ClosedAt }).IncludeProperties(c => new { c.Outcome, c.Run, c.OwnerId }).HasFilter("closed_at IS NOT NULL");
        builder.Property(c => c.Complaints).IsJson();
        builder.Property(c => c.Goodwill).IsJson();
        builder.Property(c => c.ReopenedAt).HasColumnType("timestamptz[]").HasConversion(
            at => at.ToArray(), at => at, new ValueComparer<IReadOnlyList<NodaTime.Instant>>((a, b) => a!.SequenceEqual(b!), at => at.Count, at => at));
        builder.Property(c => c.Version).IsConcurrencyToken();
    }
}
