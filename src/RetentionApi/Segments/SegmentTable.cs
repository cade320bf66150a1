using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Segments;

/// <summary>Criteria of customers, saved under a name. Who is in it is looked up each time; how many are is counted now and then.</summary>
internal sealed class SegmentRow
{
    public Guid MerchantId { get; set; }

    public Guid Id { get; set; }

    public required string Name { get; set; }

    /// <summary>JSON of <see cref="Customers.CustomerCriteria"/>.</summary>
    public required string Criteria { get; set; }

    public long Customers { get; set; }

    public Instant CountedAt { get; set; }

    public int Version { get; set; } = 1;

    public Instant CreatedAt { get; set; }
}

internal sealed class SegmentTable : IEntityTypeConfiguration<SegmentRow>
{
    /// <summary>The constraint that two segments have two names.</summary>
    public const string OneName = "ix_segments_merchant_id_name";

    /// <summary>Criteria that ask for a tag of the person's name or address find nobody any more, and say so.</summary>
    private const string AskingForErased = $$"""
        UPDATE segments SET criteria = jsonb_set(criteria, '{tag}', to_jsonb(regexp_replace(criteria->>'tag', $4, '{{PersonalData.Struck}}', 'gi'))) WHERE merchant_id = $1 AND criteria->>'tag' ~* $4
        """;

    /// <summary>Two of one name would be refused, so the id tells them apart.</summary>
    private const string NamedAfterErased = $"UPDATE segments SET name = regexp_replace(name, $4, '{PersonalData.Struck}', 'gi') || ' ' || id WHERE merchant_id = $1 AND name ~* $4";

    public void Configure(EntityTypeBuilder<SegmentRow> builder)
    {
        builder.ToTable("segments").IsErased(Erasure.Fields).IsSearched(AskingForErased, NamedAfterErased).IsSeenByWorker().IsNotExported("Criteria of the merchant's; who fits them is looked up each time.");
        builder.HasKey(s => new { s.MerchantId, s.Id });
        builder.HasIndex(s => new { s.MerchantId, s.Name }).IsUnique().HasDatabaseName(OneName);
        builder.Property(s => s.Criteria).HasColumnType("jsonb");
        builder.Property(s => s.Version).IsConcurrencyToken();
    }
}
