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
    private const string HasValues = "before IS NOT NULL OR after IS NOT NULL";

    /// <summary>Who did what to whom, and when, stays; the values go, and from where a customer came by a link.</summary>
    private const string Clear = "UPDATE audit_entries SET before = NULL, after = NULL, remote_address = CASE WHEN key_id IS NOT NULL THEN remote_address END";

    private const string OfErased = $"""
        {Clear} WHERE merchant_id = $1 AND subject_id = ANY($2 || $3) AND ({HasValues} OR (key_id IS NULL AND remote_address IS NOT NULL))
        """;

    /// <summary>Entries about something else that name the person; what was changed of another customer is that one's.</summary>
    private const string NamesErased = $"""
        {Clear} WHERE merchant_id = $1 AND ({HasValues}) AND subject_kind <> 'customer' AND (concat_ws(' ', before, after) LIKE ANY($3) OR concat_ws(' ', before, after) ~* $4)
        """;

    public void Configure(EntityTypeBuilder<AuditRow> builder)
    {
        builder.ToTable("audit_entries").IsErased(Erasure.Fields, OfErased).IsSearched(NamesErased).IsAppended()
            .IsExported("SELECT e.occurred_at, e.action, e.subject_kind, e.subject_id FROM audit_entries e WHERE e.merchant_id = $1 AND e.subject_id = ANY($2) ORDER BY e.occurred_at, e.id");
        builder.HasIndex(e => new { e.MerchantId, e.OccurredAt }, "ix_audit_entries_with_values").HasFilter(HasValues);
        builder.HasKey(e => new { e.MerchantId, e.OccurredAt, e.Id });
        builder.HasIndex(e => new { e.MerchantId, e.SubjectId, e.OccurredAt });
        builder.Property(e => e.Before).HasColumnType("jsonb");
        builder.Property(e => e.After).HasColumnType("jsonb");
    }
}
