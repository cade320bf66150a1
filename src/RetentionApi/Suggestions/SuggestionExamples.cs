using RetentionApi.Domain.Suggestions;
using RetentionApi.Merchants;
using RetentionApi.Platform.Paging;

namespace RetentionApi.Suggestions;

/// <summary>What the description shows of suggestions.</summary>
internal static class SuggestionExamples
{
    private static readonly Guid Id = new("019cab3c-7c00-7a51-b1a4-2f6d1c3e5b03"), Other = new("019cab3c-7c00-7a51-b1a4-2f6d1c3e5b04"), Change = new("019cab3c-7c00-7a51-b1a4-2f6d1c3e5b05");

    public static readonly object Create = new { customerId = ExampleShop.Customer, text = "希望有 500 g 的大包装。", orderId = ExampleShop.Order };

    public static readonly object Voice = new { customerId = ExampleShop.Customer, text = "大包装会更划算。" };

    public static readonly object Reply = new { text = "谢谢您的建议，我们正在与茶农商量。", underReview = true };

    public static readonly object Decide = new { decision = "planned", reason = "五月新茶起提供 500 g 装。", plannedOn = "2026-05-01" };

    public static readonly object Build = new { text = "500 g 装已经上架。" };

    public static readonly object Merge = new { intoId = Other };

    public static readonly SuggestionView Received = new(
        Id, ExampleShop.Customer, ExampleShop.CustomerName, "希望有 500 g 的大包装。", SuggestionStatus.Received, null, null, 1, ExampleShop.Now, null, null, null, null, ExampleShop.CheckDue, [], 1);

    public static readonly SuggestionView UnderReview = Received with
    {
        Status = SuggestionStatus.UnderReview,
        Voices = 14,
        ReplyDueAt = null,
        RepliedAt = ExampleShop.Answered,
        Changes = [new SuggestionChangeView(Change, SuggestionChangeKind.UnderReview, "谢谢您的建议，我们正在与茶农商量。", null, ExampleShop.Owner, ExampleShop.Answered, 12, 1, 1)],
        Version = 2,
    };

    public static readonly Page<SuggestionView> List = new([UnderReview with { Changes = null }], null);

    public static readonly SimilarSuggestionsView Similar = new([new SimilarSuggestionView(Id, "希望有 500 g 的大包装。", SuggestionStatus.UnderReview, 14, 0.52)]);

    public static readonly Page<SuggestionVoiceView> Voices = new(
        [new SuggestionVoiceView(ExampleShop.Customer, ExampleShop.CustomerName, ExampleShop.CheckDue, VoiceOrigin.Link, null, ExampleShop.Order, null, null, ExampleShop.Answered, ExampleShop.Now, ExampleShop.Order)], null);
}
