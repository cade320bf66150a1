using RetentionApi.CustomerPages;

namespace RetentionApi.Batches;

/// <summary>What the page behind an alert says.</summary>
internal static class BatchAlertTexts
{
    public static readonly PageText
        Title = new("Please check what you bought", "请检查您购买的商品"),
        Introduction = new("Something may be wrong with this batch. Please stop using it until you have read this, and tell us what you do with it.",
            "这一批次可能有问题。请先停止使用，看完以下说明，并告诉我们您打算怎么处理。"),
        Batch = new("batch", "批次"),
        WhatNow = new("What do you do with it?", "您打算怎么处理？"),
        NothingChosen = new("Please choose one of the answers.", "请选择一个回答。");

    public static readonly (BuyerAnswer Answer, PageText Label)[] Answers =
    [
        (BuyerAnswer.StoppedUsing, new("I have stopped using it", "我已停止使用")),
        (BuyerAnswer.SendsBack, new("I send it back", "我要退回")),
        (BuyerAnswer.Keeps, new("It is fine, and I keep it", "没有问题，我留着用")),
        (BuyerAnswer.HasTrouble, new("Something has gone wrong with it: please get in touch with me", "已经出了问题，请联系我")),
    ];
}
