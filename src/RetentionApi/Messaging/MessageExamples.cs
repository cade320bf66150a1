using NodaTime;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Merchants;
using RetentionApi.Platform.Paging;

namespace RetentionApi.Messaging;

/// <summary>What the description shows of messages.</summary>
internal static class MessageExamples
{
    public static readonly Page<MessageView> List = new(
        [
            new MessageView(
                ExampleShop.Message, ExampleShop.Customer, ExampleShop.FollowUp, null, null, "qualityCheck", MessageClass.Survey, ContactChannel.Email, ExampleShop.Email, "zh-CN",
                "龙井 250 g 还满意吗？", "<p>王芳，您好！您收到的龙井 250 g 还满意吗？请用 1 到 5 分告诉我们。</p>", "https://care.example.com/c/4fVb…", MessageStatus.HandedOver, null, null,
                ExampleShop.CheckDue, ExampleShop.CheckDue, ExampleShop.CheckDue + Duration.FromSeconds(20), null, null),
        ],
        null);
}
