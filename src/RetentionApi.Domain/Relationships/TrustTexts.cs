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

        new("stage.contact", "In contact; the customer has not yet given anything of theirs.", "已有接触，客户尚未有所付出。"),
        new("stage.sharing", "The customer shares: they asked, answered, suggested or ordered.", "客户已有互动：咨询、回答、建议或下单。"),
        new("stage.verifying", "The customer has a delivered order and is finding out whether we can be relied on.", "客户已收到订单，正在检验我们是否可靠。"),
        new("stage.established", "Trust is established: product and care have proved good, and the customer came back.", "信任已建立：产品与服务经得起检验，客户也再次光临。"),
        new("stage.inRepair", "A breach has not been made good: repairing it comes before everything else.", "有失信尚未补救：先补救，再谈其他。"),
    ];
}
