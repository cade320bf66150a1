using RetentionApi.Domain.Common;

namespace RetentionApi.Domain.FollowUps.Playbooks;

internal static class PlaybookTexts
{
    public static readonly ExplanationText[] All =
    [
        new("condition.orderTotalAtLeast", "The order came to at least {amount} {currency}.", "订单金额不低于 {amount} {currency}。"),
        new("condition.productCategoryIn", "It is about a product of: {values}.", "涉及以下品类的商品：{values}。"),
        new("condition.orderSourceIn", "The order came from: {values}.", "订单来自：{values}。"),
        new("condition.firstOrderOnly", "It is about the customer's first order.", "涉及客户的第一笔订单。"),
        new("condition.customerTagIn", "The customer has one of the tags: {values}.", "客户带有以下标签之一：{values}。"),
        new("condition.customerTagNotIn", "The customer has none of the tags: {values}.", "客户没有以下任何标签：{values}。"),
        new("condition.languageIn", "The customer's language is one of: {values}.", "客户的语言是以下之一：{values}。"),
        new("condition.levelIn", "The customer's level is one of: {values}.", "客户的等级是以下之一：{values}。"),
        new("condition.riskBandIn", "The customer's risk is one of: {values}.", "客户的流失风险是以下之一：{values}。"),
    ];
}
