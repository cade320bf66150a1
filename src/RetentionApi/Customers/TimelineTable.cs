using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Customers;

/// <summary>One thing that happened with a customer. Append-only, its time in the key: ready to be partitioned.</summary>
internal sealed class TimelineRow
{
    public Guid MerchantId { get; set; }

    public Guid CustomerId { get; set; }

    public Instant OccurredAt { get; set; }

    public Guid Id { get; set; }

    /// <summary>orderPlaced, delivered, returned, enquiry, visit, followUpDone, levelChanged …</summary>
    public required string Kind { get; set; }

    public Guid? SubjectId { get; set; }

    public required string Summary { get; set; }
}

internal sealed class TimelineTable : IEntityTypeConfiguration<TimelineRow>
{
    public void Configure(EntityTypeBuilder<TimelineRow> builder)
    {
        builder.ToTable("timeline_entries").IsErased(Erasure.Rows).IsLookedUpByKey();
        builder.HasKey(e => new { e.MerchantId, e.CustomerId, e.OccurredAt, e.Id });
    }
}
