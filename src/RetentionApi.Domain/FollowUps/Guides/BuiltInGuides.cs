namespace RetentionApi.Domain.FollowUps.Guides;

/// <summary>The product's own guide for every kind of duty.</summary>
public static class BuiltInGuides
{
    private static readonly Dictionary<FollowUpKind, ConversationGuide> ByKind = ((ConversationGuide[])[.. SaleGuides.All, .. CareGuides.All, .. RepairGuides.All]).ToDictionary(g => g.Kind);

    public static ConversationGuide Of(FollowUpKind kind) => ByKind[kind];
}
