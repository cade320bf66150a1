using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.FollowUps.DutyDays;

/// <summary>How the duties of one kind, level and person that came due on one of the merchant's days ended: counted from <c>follow_ups</c>, day by day, never added to.</summary>
internal sealed class DutyDayRow
{
    public Guid MerchantId { get; set; }

    public LocalDate Day { get; set; }

    /// <summary>Who ended them, else whose they are; nil: nobody by name.</summary>
    public Guid PersonId { get; set; }

    public FollowUpKind Kind { get; set; }

    /// <summary>The rung that they serve; 0: none.</summary>
    public short Level { get; set; }

    /// <summary>The customer had asked: an enquiry made them owed.</summary>
    public bool IsOfEnquiry { get; set; }

    /// <summary>All that came due: ended done or skipped, or missed.</summary>
    public int Owed { get; set; }

    public int InTime { get; set; }

    /// <summary>Missed, and done later.</summary>
    public int Late { get; set; }

    /// <summary>And still not done.</summary>
    public int Missed { get; set; }

    /// <summary>Before the deadline.</summary>
    public int Skipped { get; set; }

    /// <summary>Of those done: the customer answered.</summary>
    public int Answered { get; set; }

    /// <summary>Beside all these, owed no more: there was no way to the customer, or none that they allow.</summary>
    public int NotReachable { get; set; }
}

/// <summary>Of a day something has changed since it was counted. Written by a trigger, one row for each change: no transaction waits for another.</summary>
internal sealed class DutyDayTouchRow
{
    public Guid MerchantId { get; set; }

    public Guid Id { get; set; }

    /// <summary>An instant of the day; null: all days are counted anew, for the merchant lives in another time zone.</summary>
    public Instant? CountsAt { get; set; }
}

internal sealed class DutyDayTable : IEntityTypeConfiguration<DutyDayRow>
{
    public void Configure(EntityTypeBuilder<DutyDayRow> builder)
    {
        builder.ToTable("duty_days").IsErased(Erasure.Nothing);
        builder.HasKey(d => new { d.MerchantId, d.Day, d.PersonId, d.Kind, d.Level, d.IsOfEnquiry });
    }
}

internal sealed class DutyDayTouchTable : IEntityTypeConfiguration<DutyDayTouchRow>
{
    public void Configure(EntityTypeBuilder<DutyDayTouchRow> builder)
    {
        builder.ToTable("duty_day_touches").IsErased(Erasure.Nothing).IsSeenByWorker()
            .HasStorage("autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000");
        builder.HasKey(t => new { t.MerchantId, t.Id });
    }
}
