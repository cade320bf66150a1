using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Platform.Audit;

/// <summary>Who did what, when, from where. Before and after only for what people change; a reported fact points to its stored version.</summary>
internal sealed class AuditRow
{
    public Guid MerchantId { get; set; }

    public Instant OccurredAt { get; set; }

    public Guid Id { get; set; }

    /// <summary>The key that called.</summary>
    public Guid? KeyId { get; set; }

    /// <summary>The person behind the key.</summary>
    public Guid? StaffId { get; set; }

    /// <summary>orderReported, customerChanged, followUpCompleted …</summary>
    public required string Action { get; set; }

    public required string SubjectKind { get; set; }

    public Guid? SubjectId { get; set; }

    /// <summary>JSON.</summary>
    public string? Before { get; set; }

    /// <summary>JSON.</summary>
    public string? After { get; set; }

    public string? RemoteAddress { get; set; }

    public string? TraceId { get; set; }
}

internal sealed class AuditTable : IEntityTypeConfiguration<AuditRow>
{
    public void Configure(EntityTypeBuilder<AuditRow> builder)
    {
        builder.ToTable("audit_entries").IsErased(Erasure.Fields).IsAppended();
        builder.HasKey(e => new { e.MerchantId, e.OccurredAt, e.Id });
        builder.HasIndex(e => new { e.MerchantId, e.SubjectId, e.OccurredAt });
        builder.Property(e => e.Before).HasColumnType("jsonb");
        builder.Property(e => e.After).HasColumnType("jsonb");
    }
}
