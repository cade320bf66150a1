using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Staffing;

/// <summary>People who stand in for each other.</summary>
internal sealed class TeamRow
{
    public Guid MerchantId { get; set; }

    public Guid Id { get; set; }

    public required string Name { get; set; }

    /// <summary>To whom what is overdue goes.</summary>
    public Guid? LeadId { get; set; }

    /// <summary>Customers without an owner, for whom somebody has something to do, go to its members in turn.</summary>
    public bool TakesNewCustomers { get; set; }

    public int Version { get; set; } = 1;

    public Instant CreatedAt { get; set; }
}

/// <summary>Somebody is away: whole days in the merchant's time zone.</summary>
internal sealed class AbsenceRow
{
    public Guid MerchantId { get; set; }

    public Guid StaffId { get; set; }

    public Guid Id { get; set; }

    public LocalDate FirstDay { get; set; }

    /// <summary>The last day away.</summary>
    public LocalDate LastDay { get; set; }

    public Instant CreatedAt { get; set; }
}

internal sealed class TeamTable : IEntityTypeConfiguration<TeamRow>
{
    /// <summary>The constraint that two teams have two names.</summary>
    public const string OneName = "ix_teams_merchant_id_name";

    public void Configure(EntityTypeBuilder<TeamRow> builder)
    {
        builder.ToTable("teams").IsErased(Erasure.Nothing).IsSeenByWorker();
        builder.HasKey(t => new { t.MerchantId, t.Id });
        builder.HasIndex(t => new { t.MerchantId, t.Name }).IsUnique().HasDatabaseName(OneName);
        builder.Property(t => t.Version).IsConcurrencyToken();
    }
}

internal sealed class AbsenceTable : IEntityTypeConfiguration<AbsenceRow>
{
    public void Configure(EntityTypeBuilder<AbsenceRow> builder)
    {
        builder.ToTable("staff_absences").IsErased(Erasure.Nothing);
        builder.HasKey(a => new { a.MerchantId, a.StaffId, a.Id });
        builder.HasIndex(a => new { a.MerchantId, a.LastDay });
    }
}
