using RetentionApi.CustomerPages;
using RetentionApi.Domain.Suggestions;

namespace RetentionApi.Suggestions;

/// <summary>What the pages of suggestions say.</summary>
internal static class SuggestionTexts
{
    public static readonly PageText
        AskTitle = new("What should we do better?", "您希望我们怎样做得更好？"),
        Ask = new("If there is one thing we could do differently, what is it? We reply to every suggestion and tell you what becomes of it.",
            "如果有一件事我们可以做得不同，会是什么？您的建议我们会逐条回复，并告诉您结果。"),
        YourSuggestion = new("Your suggestion", "您的建议"),
        TextMissing = new("Please say it in a few words: 1 to 2,000 characters.", "请用几句话说明：1 到 2000 字。"),
        SimilarTitle = new("Do you mean one of these?", "您指的是下面哪一条？"),
        Similar = new("Others have asked for something like it. If it is the same, your voice is added; if not, yours is a suggestion of its own.",
            "有其他客户提过类似的建议。如果说的是同一件事，您的声音会加进去；如果不是，我们单独记录您的建议。"),
        WhichOne = new("Which one is it?", "是哪一条？"),
        MineIsNew = new("None of them: mine is new", "都不是：我的建议是新的"),
        Continue = new("Continue", "继续"),
        NewsTitle = new("What became of your suggestion", "您的建议的进展"),
        WhatYouSaid = new("What was suggested", "建议内容"),
        HowItStands = new("How it stands", "目前状态"),
        WhatWeSaid = new("What we have said so far", "我们的回复"),
        YouAlone = new("You were the first to ask.", "您是第一个提出的。"),
        Kept = new("Thank you: your suggestion has arrived, and a person reads it. This page shows what becomes of it.", "谢谢：您的建议已收到，会有专人阅读。本页会显示它的进展。");

    private static readonly PageText ManyAsk = new("{0} customers ask for it.", "有 {0} 位客户提出。"), PlannedFor = new("Planned by {0}.", "计划在 {0} 之前完成。");

    private static readonly Dictionary<SuggestionStatus, PageText> Statuses = new()
    {
        [SuggestionStatus.Received] = new("We have it, and will reply soon.", "我们已收到，很快会回复您。"),
        [SuggestionStatus.Acknowledged] = new("We have read it and replied.", "我们已阅读并回复。"),
        [SuggestionStatus.UnderReview] = new("We are looking into it.", "我们正在研究。"),
        [SuggestionStatus.Planned] = new("We are going to do it.", "我们决定采纳。"),
        [SuggestionStatus.Built] = new("It is there.", "已经实现。"),
        [SuggestionStatus.Declined] = new("We will not do it.", "我们决定不采纳。"),
    };

    public static string Of(SuggestionStatus status, string language) => Statuses[status].In(language);

    public static string Voices(int voices, string language) => voices < 2 ? YouAlone.In(language) : string.Format(null, ManyAsk.In(language), voices);

    public static string PlannedOn(NodaTime.LocalDate on, string language) => string.Format(null, PlannedFor.In(language), NodaTime.Text.LocalDatePattern.Iso.Format(on));
}
