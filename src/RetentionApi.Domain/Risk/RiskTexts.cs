using RetentionApi.Domain.Common;

namespace RetentionApi.Domain.Risk;

internal static class RiskTexts
{
    public static readonly ExplanationText[] All =
    [
        new("silence.noOrder", "No counted order so far.", "目前还没有有效订单。"),
        new("silence.oneOrder", "The only order was {days:days} ago.", "唯一一次下单是在 {days:days}前。"),
        new("silence.beyondUsual", "No order for {days:days}; usually {usual:days} pass between orders.", "已有 {days:days}没有下单；平时的间隔约为 {usual:days}。"),
        new("silence.withinUsual", "The last order was {days:days} ago; usually {usual:days} pass between orders.", "上次下单是在 {days:days}前；平时的间隔约为 {usual:days}。"),

        new("orders.soFar", "Ordered on {count} days since {since:date}.", "自{since:date}起，共有 {count} 天下过单。"),
        new("orders.rankedByAge", "After a single order only its age tells customers apart.", "只下过一次单的客户，只能按下单时间的远近来区分。"),

        new("chance.percent", "The chance of an order in the next {horizon:days} is {percent} %.", "未来 {horizon:days}内下单的可能性约为 {percent}%。"),
        new("chance.underFive", "The chance of an order in the next {horizon:days} is under 5 %.", "未来 {horizon:days}内下单的可能性低于 5%。"),
        new("chance.overNinetyFive", "The chance of an order in the next {horizon:days} is over 95 %.", "未来 {horizon:days}内下单的可能性高于 95%。"),
    ];
}
