using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using RetentionApi.CustomerPages;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Messaging;

internal enum NoticeStatus
{
    Waiting,
    HandedOver,
    Suppressed,
}

/// <summary>Something a customer is to be told that is no duty: a survey that somebody sends, news of a suggestion. Once per customer and subject, whatever happens.</summary>
internal sealed class NoticeRow
{
    public Guid MerchantId { get; set; }

    /// <summary>What it is about: an invitation to a survey, a change of a suggestion.</summary>
    public Guid SubjectId { get; set; }

    public Guid CustomerId { get; set; }

    public required string Template { get; set; }

    public MessageClass Class { get; set; }

    public LinkPurpose LinkPurpose { get; set; }

    /// <summary>What the link opens.</summary>
    public Guid LinkSubjectId { get; set; }

    /// <summary>JSON of <see cref="NoticeWords"/>.</summary>
    public required string Words { get; set; }

    public NoticeStatus Status { get; set; }

    /// <summary>Why it will not go.</summary>
    public CancellationCause? Because { get; set; }

    /// <summary>When it is looked at next.</summary>
    public Instant DueAt { get; set; }

    public Instant CreatedAt { get; set; }

    public Instant? HandedOverAt { get; set; }
}

/// <summary>What the template speaks of.</summary>
/// <param name="Topic">By language; one under an empty key stands for all.</param>
/// <param name="Words">What staff wrote.</param>
internal sealed record NoticeWords(IReadOnlyDictionary<string, string> Topic, string? Words);

internal sealed class NoticeTable : IEntityTypeConfiguration<NoticeRow>
{
    /// <summary>What staff wrote to many may name one.</summary>
    private const string NamesErased = $"UPDATE notices SET words = regexp_replace(words::text, $4, '{PersonalData.Struck}', 'gi')::jsonb WHERE merchant_id = $1 AND words::text ~* $4";

    public void Configure(EntityTypeBuilder<NoticeRow> builder)
    {
        builder.ToTable("notices").IsErased(Erasure.Rows).IsSearched(NamesErased).IsSeenByWorker().HasStorage(Annotations.AnalyzedSoon);
        builder.HasKey(n => new { n.MerchantId, n.SubjectId, n.CustomerId });
        builder.HasIndex(n => new { n.MerchantId, n.CustomerId });
        builder.HasIndex(n => new { n.MerchantId, n.DueAt }).HasFilter(DueNotices.Waiting);
        builder.Property(n => n.Words).HasColumnType("jsonb");
    }
}
