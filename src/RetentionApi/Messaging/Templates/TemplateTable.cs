using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Messaging.Templates;

/// <summary>A message in a merchant's own words.</summary>
/// <param name="Language">zh-CN or en.</param>
/// <param name="Subject">Plain text with values in double braces.</param>
/// <param name="Body">An HTML fragment with values in double braces, each of which is escaped.</param>
internal sealed record OwnTemplateText(string Language, string Subject, string Body);

/// <summary>What a merchant says otherwise than the product, of one key; languages that it leaves out are the product's.</summary>
internal sealed class TemplateRow
{
    public Guid MerchantId { get; set; }

    public required string Key { get; set; }

    public IReadOnlyList<OwnTemplateText> Texts { get; set; } = [];

    public int Version { get; set; }

    public Instant UpdatedAt { get; set; }
}

internal sealed class TemplateTable : IEntityTypeConfiguration<TemplateRow>
{
    public void Configure(EntityTypeBuilder<TemplateRow> builder)
    {
        builder.ToTable("message_templates").IsErased(Erasure.Nothing);
        builder.HasKey(t => new { t.MerchantId, t.Key });
        builder.Property(t => t.Texts).HasColumnType("jsonb").HasConversion(
            list => JsonSerializer.Serialize(list, JsonDefaults.Options),
            text => JsonSerializer.Deserialize<OwnTemplateText[]>(text, JsonDefaults.Options)!,
            new ValueComparer<IReadOnlyList<OwnTemplateText>>((a, b) => a!.SequenceEqual(b!), list => list.Count, list => list));
        builder.Property(t => t.Version).IsConcurrencyToken();
    }
}
