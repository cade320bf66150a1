using RetentionApi.Platform.Http;

namespace RetentionApi.CustomerPages;

/// <summary>Words on a page in both languages.</summary>
internal sealed record PageText(string English, string Chinese)
{
    public string In(string language) => language == ReaderLanguage.Chinese ? Chinese : English;
}

/// <summary>What all pages may say.</summary>
internal static class PageTexts
{
    public static readonly PageText
        UnknownTitle = new("This link does not work", "此链接无效"),
        Unknown = new("Check that the whole address was copied, or open it again from the message you received.", "请确认复制了完整的地址，或从您收到的消息中重新打开。"),
        ExpiredTitle = new("This link has expired", "此链接已过期"),
        Expired = new("Thank you for coming. If there is something you would like to tell us, just reply to our message.", "感谢您的到来。如果有什么想告诉我们，请直接回复我们的消息。"),
        ClosedTitle = new("This page is closed", "此页面已关闭"),
        Closed = new("You asked us not to use your data: there is nothing to answer here.", "您要求我们不使用您的数据：这里没有需要回答的内容。"),
        BusyTitle = new("Please try again shortly", "请稍后再试"),
        Busy = new("Too many links that do not work were opened from your network. Wait a minute and try again.", "您的网络打开了过多无效链接。请等一分钟后重试。"),
        Away = new("We cannot store anything at the moment. Nothing you sent was kept: send it again in a minute.", "我们暂时无法保存内容。您发送的内容未被保存：请一分钟后重新发送。"),
        NotUnderstoodTitle = new("That could not be read", "无法读取"),
        NotUnderstood = new("Open the link again and use the form on the page.", "请重新打开链接，并使用页面上的表单。"),
        YourAnswer = new("Your answer", "您的回答"),
        AnsweredTitle = new("You have answered already", "您已经回答过了"),
        Answered = new("Thank you: we have your answer, and it counts once. To add something, just reply to our message.", "谢谢：我们已收到您的回答，只计一次。如需补充，请直接回复我们的消息。"),
        ThanksTitle = new("Thank you", "谢谢您"),
        Thanks = new("Your answer has arrived. A person reads it.", "您的回答已收到，我们会有专人阅读。"),
        Send = new("Send", "提交"),
        InYourWords = new("Anything you would like to add (optional)", "您还想补充什么吗（可不填）"),
        TooLong = new("That is too long: at most 2,000 characters.", "内容过长：最多 2000 字。");
}
