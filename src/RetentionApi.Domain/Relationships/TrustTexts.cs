using RetentionApi.Domain.Common;

namespace RetentionApi.Domain.Relationships;

internal static class TrustTexts
{
    public static readonly ExplanationText[] All =
    [
        new("trust.notEnoughKnown", "{layer:word}: not enough is known yet.", "{layer:word}：目前所知不足。"),
        new("trust.known", "{layer:word}: {number} of 100, from {good} good and {bad} bad experiences; older ones count less.", "{layer:word}：{number} 分（满分 100），依据 {good} 次好的和 {bad} 次不好的经历；越久远的分量越轻。"),
        new("trust.breached", "{layer:word}: {number} of 100. The breach of {on:date} weighs in full until it is made good.", "{layer:word}：{number} 分（满分 100）。{on:date}的失信在补救之前不会随时间减轻。"),
        new("trust.antecedent", "{antecedent:word}: good experiences: {good}, bad ones: {bad}.", "{antecedent:word}：好的经历 {good} 次，不好的 {bad} 次。"),
        new("trust.otherExperience", "Other: good experiences: {good}, bad ones: {bad}.", "其他：好的经历 {good} 次，不好的 {bad} 次。"),

        new("breach.repairPromise", "Do what was promised, late, and tell or compensate the customer; then record the repair of the promise.", "补做所承诺的事，并告知或补偿客户，然后在承诺上登记补救。"),
        new("breach.confirmCase", "Solve the case and ask the customer: it is made good when they say that it is solved; without an answer it ages from the day the case is closed.", "解决问题并回访客户：客户确认已解决，才算补救；若得不到回复，则自结案之日起逐渐淡化。"),

        new("trustExtended.established", "Trust is established: up to {times} times their usual order of {usual} {currency}.", "信任已建立：额度为其通常订单额 {usual} {currency} 的 {times} 倍。"),
        new("trustExtended.verifying", "They have kept what they ordered so far: up to {times} times their usual order of {usual} {currency}.", "目前往来正常：额度为其通常订单额 {usual} {currency} 的 {times} 倍。"),
        new("trustExtended.inRepair", "We broke our word: they need not wait for their money on top of it. Up to {times} times their usual order of {usual} {currency}.", "是我们失信在先，不应再让客户等待退款：额度为其通常订单额 {usual} {currency} 的 {times} 倍。"),
        new("trustExtended.tooEarly", "Not yet: there is no delivered order with experience of it.", "为时尚早：还没有收货后的经历可以依据。"),
        new("trustExtended.noSpend", "Not yet: no order in your currency says how much is usual.", "为时尚早：没有本币订单可以说明通常的金额。"),
        new("trustExtended.chargeback", "Not now: a payment was charged back on {on:date}.", "暂不：{on:date}有一笔付款被拒付。"),
        new("trustExtended.reserve", "Goods can be reserved without a deposit: {orders} orders kept and paid.", "可免订金预留：已有 {orders} 笔正常完成的订单。"),
        new("trustExtended.noReserve", "A deposit is asked: {orders} orders kept and paid, {needed} are needed.", "需付订金：正常完成的订单为 {orders} 笔，需达到 {needed} 笔。"),

        new("stage.contact", "In contact; the customer has not yet given anything of theirs.", "已有接触，客户尚未有所付出。"),
        new("stage.sharing", "The customer shares: they asked, answered, suggested or ordered.", "客户已有互动：咨询、回答、建议或下单。"),
        new("stage.verifying", "The customer has a delivered order and is finding out whether we can be relied on.", "客户已收到订单，正在检验我们是否可靠。"),
        new("stage.established", "Trust is established: product and care have proved good, and the customer came back.", "信任已建立：产品与服务经得起检验，客户也再次光临。"),
        new("stage.inRepair", "A breach has not been made good: repairing it comes before everything else.", "有失信尚未补救：先补救，再谈其他。"),
    ];
}
