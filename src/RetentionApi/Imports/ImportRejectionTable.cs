using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Imports;

/// <summary>One line of an import that was refused, kept with its reason so that it can be mended and sent again.</summary>
internal sealed class ImportRejectionRow
{
    public Guid MerchantId { get; set; }

    public Guid ImportId { get; set; }

    public long LineNo { get; set; }

    /// <summary>Stable and dotted, e.g. <c>line.negative_price</c>.</summary>
    public required string Code { get; set; }

    public required string Detail { get; set; }

    /// <summary>The line as it came.</summary>
    public required string Raw { get; set; }
}

internal sealed class ImportRejectionTable : IEntityTypeConfiguration<ImportRejectionRow>
{
    /// <summary>That a line was refused, and why, stays; the line goes.</summary>
    private const string OfErased = "UPDATE import_rejections SET raw = '' WHERE merchant_id = $1 AND raw <> '' AND (raw LIKE ANY($3) OR raw ~* $4 OR raw ~ $5)";

    public void Configure(EntityTypeBuilder<ImportRejectionRow> builder)
    {
        builder.ToTable("import_rejections").IsErased(Erasure.Fields).IsSearched(OfErased).IsLookedUpByKey()
            .IsNotExported("A line that was refused: nothing of it was taken, and whose it is was not found out.");
        builder.HasKey(r => new { r.MerchantId, r.ImportId, r.LineNo });
    }
}
