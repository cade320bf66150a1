using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Imports;

/// <summary>How far an import is applied; what was asked and what came of it stand in its operation, which has the same id.</summary>
internal sealed class ImportRow
{
    public Guid MerchantId { get; set; }

    public Guid Id { get; set; }

    /// <summary>The staged lines can be read in order.</summary>
    public bool IsIndexed { get; set; }

    public string AppliedToKey { get; set; } = "";

    /// <summary>The last line applied, within its key; 0: none.</summary>
    public long AppliedToLine { get; set; }

    /// <summary>JSON: <see cref="Applying.ImportTally"/> so far.</summary>
    public string Tally { get; set; } = "{}";
}

internal sealed class ImportTable : IEntityTypeConfiguration<ImportRow>
{
    public void Configure(EntityTypeBuilder<ImportRow> builder)
    {
        builder.ToTable("imports").IsErased(Erasure.Nothing);
        builder.HasKey(i => new { i.MerchantId, i.Id });
        builder.Property(i => i.Tally).HasColumnType("jsonb");
    }
}
