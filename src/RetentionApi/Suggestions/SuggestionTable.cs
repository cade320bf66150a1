using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using RetentionApi.Domain.Suggestions;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Suggestions;

internal enum VoiceOrigin
{
    /// <summary>Told by the merchant or their storefront.</summary>
    Api,

    /// <summary>By the customer on their page.</summary>
    Link,
}

/// <summary>One customer who asked for it.</summary>
internal sealed class SuggestionVoiceRow
{
    public Guid MerchantId { get; set; }

    public Guid SuggestionId { get; set; }

    public Guid CustomerId { get; set; }

    public Instant Since { get; set; }

    public VoiceOrigin Origin { get; set; }

    /// <summary>The link it came by.</summary>
    public Guid? LinkId { get; set; }

    /// <summary>In their own words; null: in those of the suggestion.</summary>
    public string? Text { get; set; }

    /// <summary>The order that made them ask.</summary>
    public Guid? OrderId { get; set; }

    /// <summary>The complaint, enquiry or call that made them ask.</summary>
    public Guid? InteractionId { get; set; }

    /// <summary>The suggestion with which the voice came here.</summary>
    public Guid? MergedFromId { get; set; }
}

internal sealed class SuggestionChangeRow
{
    public Guid MerchantId { get; set; }

    public Guid SuggestionId { get; set; }

    public Guid Id { get; set; }

    public SuggestionChangeKind Kind { get; set; }

    public string? Text { get; set; }

    public LocalDate? PlannedOn { get; set; }

    public Guid? By { get; set; }

    public Instant At { get; set; }
}

internal sealed class SuggestionTable : IEntityTypeConfiguration<Suggestion>
{
    public void Configure(EntityTypeBuilder<Suggestion> builder)
    {
        builder.ToTable("suggestions").IsErased(Erasure.Fields, [.. SuggestionErasure.Statements]);
        builder.HasKey(s => new { s.MerchantId, s.Id });
        builder.HasIndex(s => new { s.MerchantId, s.Status, s.Id });
        builder.HasIndex(s => new { s.MerchantId, s.MergedIntoId }).HasFilter("merged_into_id IS NOT NULL");
        builder.HasIndex(s => s.Matching).HasMethod("gin").HasOperators("gin_trgm_ops");
        builder.Property(s => s.Version).IsConcurrencyToken();
    }
}

internal sealed class SuggestionVoiceTable : IEntityTypeConfiguration<SuggestionVoiceRow>
{
    public void Configure(EntityTypeBuilder<SuggestionVoiceRow> builder)
    {
        builder.ToTable("suggestion_voices").IsErased(Erasure.Rows).HasStorage(Annotations.AnalyzedSoon);
        builder.HasKey(v => new { v.MerchantId, v.SuggestionId, v.CustomerId });
        builder.HasIndex(v => new { v.MerchantId, v.CustomerId });
        builder.HasIndex(v => new { v.MerchantId, v.SuggestionId, v.Since, v.CustomerId });
        builder.HasIndex(v => new { v.MerchantId, v.LinkId }).HasFilter("link_id IS NOT NULL");
    }
}

internal sealed class SuggestionChangeTable : IEntityTypeConfiguration<SuggestionChangeRow>
{
    public void Configure(EntityTypeBuilder<SuggestionChangeRow> builder)
    {
        builder.ToTable("suggestion_changes").IsErased(Erasure.Fields, [.. SuggestionErasure.RepliesThatName]).IsSearched(PersonalData.StrikeOut("suggestion_changes", "text"))
            .IsExported("""
                SELECT h.suggestion_id, h.kind, h.text, h.planned_on, h.at FROM suggestion_voices v JOIN suggestion_changes h ON h.merchant_id = $1 AND h.suggestion_id = v.suggestion_id
                WHERE v.merchant_id = $1 AND v.customer_id = ANY($2) ORDER BY h.at, h.id
                """);
        builder.HasKey(c => new { c.MerchantId, c.SuggestionId, c.Id });
    }
}
