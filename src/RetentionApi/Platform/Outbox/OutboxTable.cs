using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Platform.Outbox;

/// <summary>Something changed for this customer: derive anew what follows. Carries ids, no copies.</summary>
internal sealed class OutboxRow
{
    public Guid MerchantId { get; set; }

    /// <summary>The nil id for what belongs to no customer.</summary>
    public Guid CustomerId { get; set; }

    public Guid Id { get; set; }

    public OutboxKind Kind { get; set; }

    public Guid? SubjectId { get; set; }

    public Instant OccurredAt { get; set; }

    public Instant DueAt { get; set; }

    public short Attempts { get; set; }

    /// <summary>In our words, as who looks at what was set aside reads them.</summary>
    public string? LastError { get; set; }

    /// <summary>After eight attempts: set aside, visible, re-playable.</summary>
    public Instant? ParkedAt { get; set; }
}

[StoredAsNumber]
internal enum OutboxKind : short
{
    Changed = 1,
    Recompute = 2,

    /// <summary>Of the nil customer: something that many customers hang on has changed, and the subject names it. Found and told to them in batches of the dispatcher's.</summary>
    Spread = 3,

    /// <summary>The same, where only those are concerned with whom something happened since a time: of the message, when it occurred. Each batch goes a part of the way from there.</summary>
    SpreadSince = 4,
}

internal sealed class OutboxTable : IEntityTypeConfiguration<OutboxRow>
{
    public void Configure(EntityTypeBuilder<OutboxRow> builder)
    {
        builder.ToTable("outbox_messages").IsErased(Erasure.Rows).IsNotExported("A note to ourselves that something has changed; ids, no values.").IsSeenByWorker()
            .HasStorage("autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0");
        builder.HasKey(m => new { m.MerchantId, m.CustomerId, m.Id });
        builder.HasIndex(m => new { m.MerchantId, m.DueAt }).HasFilter("parked_at IS NULL");
    }
}
