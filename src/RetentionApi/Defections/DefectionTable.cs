using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Defections;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Defections;

/// <summary>The ledger of who left: of each person at most one line that is open, and one line for each silence.</summary>
internal sealed class DefectionTable : IEntityTypeConfiguration<Defection>
{
    /// <summary>The constraint that nobody is lost twice at once.</summary>
    public const string OneOpen = "ix_defections_open";

    public const string Open = "came_back_on IS NULL AND withdrawal IS NULL";

    private const string Standing = "withdrawal IS NULL";

    public void Configure(EntityTypeBuilder<Defection> builder)
    {
        builder.ToTable("defections").IsErased(Erasure.Rows).HasStorage(Annotations.AnalyzedSoon);
        builder.HasKey(d => new { d.MerchantId, d.Id });
        builder.HasIndex(d => new { d.MerchantId, d.PersonId }).IsUnique().HasFilter(Open).HasDatabaseName(OneOpen);
        builder.HasIndex(d => new { d.MerchantId, d.CustomerId, d.SilentSince }).IsUnique().HasFilter("told_at IS NULL");
        builder.HasIndex(d => new { d.MerchantId, d.CustomerId, d.LostOn });
        builder.HasIndex(d => new { d.MerchantId, d.LostOn, d.Id }).HasFilter(Standing);
        builder.HasIndex(d => new { d.MerchantId, d.Cause, d.LostOn, d.Id }).HasFilter(Standing);
        builder.HasIndex(d => new { d.MerchantId, d.Known, d.LostOn, d.Id }).HasFilter(Standing);
        builder.HasIndex(d => new { d.MerchantId, d.OwnerId, d.LostOn, d.Id }).HasFilter($"owner_id IS NOT NULL AND {Standing}");
        builder.HasIndex(d => new { d.MerchantId, d.LostOn, d.Id, d.CameBackOn }).HasFilter($"came_back_on IS NOT NULL AND {Standing}");
        builder.HasIndex(d => new { d.MerchantId, d.CameBackOn }).HasFilter($"came_back_on IS NOT NULL AND {Standing}");
        builder.Property(d => d.OwedThen).IsJson();
        builder.Property(d => d.Reason).HasColumnType("jsonb").HasConversion(
            reason => JsonSerializer.Serialize(reason, JsonDefaults.Options), text => JsonSerializer.Deserialize<Explanation>(text, JsonDefaults.Options));
        builder.Property(d => d.Version).IsConcurrencyToken();
        builder.Ignore(d => d.Stands).Ignore(d => d.IsOpen).Ignore(d => d.IsTold);
    }
}
