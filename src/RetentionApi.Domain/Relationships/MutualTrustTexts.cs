using RetentionApi.Domain.Common;

namespace RetentionApi.Domain.Relationships;

/// <summary>What each side gave, and how far the merchant can be relied on.</summary>
internal static class MutualTrustTexts
{
    public static readonly ExplanationText[] All =
    [
        new("gift.welcome", "Welcomed on {on:date}", "{on:date}表示欢迎"),
        new("gift.asked", "Asked how they are on {on:date}", "{on:date}主动关心"),
        new("gift.answer", "Answered an enquiry on {on:date}", "{on:date}回复咨询"),
        new("gift.told", "Told what is good to know on {on:date}", "{on:date}告知有用的消息"),
        new("gift.advice", "Advised on {on:date}", "{on:date}给出建议"),
        new("gift.compensation", "Compensated on {on:date}", "{on:date}给予补偿"),
        new("gift.goodwill", "Gave goodwill on {on:date}", "{on:date}额外关照"),
        new("gift.order", "Ordered on {on:date}", "{on:date}下单"),
        new("gift.referral", "Sent somebody on {on:date}", "{on:date}推荐他人"),
        new("gift.replied", "Replied when asked on {on:date}", "{on:date}回答我们的询问"),
        new("gift.review", "Wrote a review on {on:date}", "{on:date}写下评价"),
        new("gift.otherDate", "Agreed to another date on {on:date}", "{on:date}同意改期"),

        new("reciprocity.both", "Both sides give: balance {merchant} for us, {customer} for the customer.", "双方都有付出：我方 {merchant}，客户 {customer}。"),
        new("reciprocity.merchant", "Only we carry this relation: balance {merchant} for us, {customer} for the customer.", "目前只有我方在付出：我方 {merchant}，客户 {customer}。"),
        new("reciprocity.customer", "Only the customer carries this relation: balance {merchant} for us, {customer} for the customer. We owe them something.", "目前只有客户在付出：我方 {merchant}，客户 {customer}。我们欠客户一份心意。"),
        new("reciprocity.nobody", "Neither side has given more than it failed to give: balance {merchant} for us, {customer} for the customer.", "双方都没有净付出：我方 {merchant}，客户 {customer}。"),

        new("reliability.known", "{number} of 100: kept {kept}, failed {failed}; what is long ago counts less, a failure double.", "{number} 分（满分 100）：做到 {kept} 次，未做到 {failed} 次；越久远的分量越轻，未做到的加倍计算。"),
        new("reliability.notEnoughKnown", "Not enough was owed lately to say.", "近期应做之事太少，尚无法判断。"),
        new("reliability.measure", "{measure:word}: kept {kept}, failed {failed}.", "{measure:word}：做到 {kept} 次，未做到 {failed} 次。"),
    ];
}
