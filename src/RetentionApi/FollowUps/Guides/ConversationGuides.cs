using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.FollowUps.Guides;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.FollowUps.Guides;

/// <summary>Finds the guide of a kind: the merchant's own in its newest version, else the product's.</summary>
internal static class ConversationGuides
{
    public static async Task<ConversationGuide> CurrentAsync(RetentionDbContext db, FollowUpKind kind, CancellationToken cancellationToken) =>
        await NewestAsync(db, kind, cancellationToken) is { } own ? Read(own) : BuiltInGuides.Of(kind);

    /// <param name="version">0: the product's own.</param>
    /// <returns>Null: there is no such version.</returns>
    public static async Task<ConversationGuide?> FindAsync(RetentionDbContext db, FollowUpKind kind, int version, CancellationToken cancellationToken)
    {
        if (version == 0)
            return BuiltInGuides.Of(kind);
        return await db.Set<ConversationGuideRow>().AsNoTracking().SingleOrDefaultAsync(g => g.Kind == kind && g.Version == version, cancellationToken) is { } own ? Read(own) : null;
    }

    public static Task<ConversationGuideRow?> NewestAsync(RetentionDbContext db, FollowUpKind kind, CancellationToken cancellationToken) =>
        db.Set<ConversationGuideRow>().AsNoTracking().Where(g => g.Kind == kind).OrderByDescending(g => g.Version).FirstOrDefaultAsync(cancellationToken);

    public static string Write(ConversationGuide guide) => JsonSerializer.Serialize(new Content(guide.Questions, guide.Wordings), JsonDefaults.Options);

    public static ConversationGuide Read(ConversationGuideRow row)
    {
        var content = JsonSerializer.Deserialize<Content>(row.Content, JsonDefaults.Options)!;
        return new ConversationGuide(row.Kind, row.Version, content.Questions, content.Wordings);
    }

    private sealed record Content(IReadOnlyList<GuideQuestion> Questions, IReadOnlyList<GuideWording> Wordings);
}
