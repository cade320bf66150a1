using RetentionApi.Domain.Common;

namespace RetentionApi.Domain.FollowUps.Guides;

/// <summary>Said to the customer, and nothing in them that the record does not hold.</summary>
internal static class RecognitionTexts
{
    public static readonly ExplanationText[] All =
    [
        new("recognition.rated", "On {on:date} you told us about {product}: {rating} of 5.", "{on:date}您给“{product}”打了 {rating} 分（满分 5 分）。"),
        new("recognition.loyal", "You have been buying from us since {since:date}: {orders} orders by now.", "您从{since:date}起一直光顾，到现在已有 {orders} 笔订单。"),
        new("recognition.bought", "On {on:date} you ordered {product} from us.", "{on:date}您在我们这里订了“{product}”。"),
        new("recognition.ordered", "On {on:date} you ordered from us.", "{on:date}您在我们这里下过单。"),
        new("recognition.suggested", "On {on:date} you made us a suggestion.", "{on:date}您给我们提过建议。"),
        new("recognition.asked", "On {on:date} you asked us a question.", "{on:date}您向我们咨询过。"),
        new("recognition.inTouch", "We have been in touch since {since:date}.", "我们从{since:date}起就有联系。"),
    ];
}
