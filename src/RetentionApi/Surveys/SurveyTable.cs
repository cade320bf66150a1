using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using RetentionApi.Domain.Surveys;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Surveys;

/// <summary>What is asked. It is not edited, so that answers stay answers to what was asked.</summary>
internal sealed class SurveyRow
{
    public Guid MerchantId { get; set; }

    public Guid Id { get; set; }

    public SurveyKind Kind { get; set; }

    public required string Name { get; set; }

    /// <summary>JSON: by language, the merchant's own wording; empty: the product's.</summary>
    public string Questions { get; set; } = "{}";

    public Instant CreatedAt { get; set; }
}

/// <summary>One customer asked once, and what they answered.</summary>
internal sealed class SurveyInvitationRow
{
    public Guid MerchantId { get; set; }

    public Guid Id { get; set; }

    public Guid SurveyId { get; set; }

    public Guid CustomerId { get; set; }

    public SurveyKind Kind { get; set; }

    /// <summary>The order they are asked about; null: none.</summary>
    public Guid? OrderId { get; set; }

    public Instant AskedAt { get; set; }

    /// <summary>Null: no answer yet.</summary>
    public Instant? AnsweredAt { get; set; }

    public int? Score { get; set; }

    public int? Price { get; set; }

    public int? Convenience { get; set; }

    public int? Quality { get; set; }

    public int? Relationship { get; set; }

    public int? Environment { get; set; }

    public string? Text { get; set; }
}

internal sealed class SurveyTable : IEntityTypeConfiguration<SurveyRow>
{
    public void Configure(EntityTypeBuilder<SurveyRow> builder)
    {
        builder.ToTable("surveys").IsErased(Erasure.Nothing);
        builder.HasKey(s => new { s.MerchantId, s.Id });
        builder.Property(s => s.Questions).HasColumnType("jsonb");
    }
}

internal sealed class SurveyInvitationTable : IEntityTypeConfiguration<SurveyInvitationRow>
{
    /// <summary>How many were asked and what they answered stays in the sums; their words go.</summary>
    private const string OfErased = "UPDATE survey_invitations SET customer_id = $4, text = NULL WHERE merchant_id = $1 AND customer_id = ANY($2)";

    public void Configure(EntityTypeBuilder<SurveyInvitationRow> builder)
    {
        builder.ToTable("survey_invitations").IsErased(Erasure.Fields, OfErased).HasStorage(Annotations.AnalyzedSoon);
        builder.HasKey(i => new { i.MerchantId, i.Id });
        builder.HasIndex(i => new { i.MerchantId, i.CustomerId });
        builder.HasIndex(i => new { i.MerchantId, i.SurveyId, i.AnsweredAt, i.Id }).HasFilter("answered_at IS NOT NULL");
        builder.HasIndex(i => new { i.MerchantId, i.SurveyId, i.AskedAt });
    }
}
