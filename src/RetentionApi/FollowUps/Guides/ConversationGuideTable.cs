using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.FollowUps.Guides;

/// <summary>One immutable version of a merchant's own guide; answers cite it. The product's own guides are in code.</summary>
internal sealed class ConversationGuideRow
{
    public Guid MerchantId { get; set; }

    public FollowUpKind Kind { get; set; }

    public int Version { get; set; }

    /// <summary>JSON of its questions and wordings.</summary>
    public required string Content { get; set; }

    public Instant CreatedAt { get; set; }

    /// <summary>The member of staff, or else the key.</summary>
    public Guid? CreatedBy { get; set; }
}

internal sealed class ConversationGuideTable : IEntityTypeConfiguration<ConversationGuideRow>
{
    public void Configure(EntityTypeBuilder<ConversationGuideRow> builder)
    {
        builder.ToTable("conversation_guides").IsErased(Erasure.Nothing);
        builder.HasKey(g => new { g.MerchantId, g.Kind, g.Version });
        builder.Property(g => g.Content).HasColumnType("jsonb");
    }
}
