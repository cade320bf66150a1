using System.Text.Json.Nodes;

namespace RetentionApi.Exports;

/// <summary>The logic of what is concluded of a person, in words that they understand, in both languages that we write.</summary>
internal static class ExportTexts
{
    public static readonly JsonObject Level = Both(
        "The level says what the shop has done for you and you have answered, from 1 (known) to 5 (in exchange). Of the five rungs each is met, failing, or not called for yet, by the facts named beside it; "
        + "the level is the highest rung that is met while none from the second up to it is failing, and the best of the last 30 days. It decides which duties the shop has towards you, nothing else.",
        "等级表示商家为您做了什么、您作出了哪些回应：从 1（已认识）到 5（互动）。五级阶梯中的每一级依照旁边列出的事实，或已达成，或正失守，或尚未被要求；等级是已达成的最高一级，且从第二级到该级没有失守的，取最近 30 天内的最高值。它只决定商家对您负有哪些责任。");

    public static readonly JsonObject Trust = Both(
        "Three numbers from 0 to 100: whether product and service did what was needed, whether you were content, and whether you came back. Each piece of evidence named beside it counts for good or bad, a bad one twice; "
        + "its weight halves after 90, 180 and 365 days: trust = (good + 1) ÷ (good + 2 × bad + 2). Below a certainty of 0.25 no number is shown.",
        "三个 0 到 100 的数：产品与服务是否做到了该做的、您是否满意、您是否再来。旁边列出的每条证据计为好或坏，坏的加倍；其分量分别在 90、180、365 天后减半：信任 =（好 + 1）÷（好 + 2 × 坏 + 2）。确定度低于 0.25 时不显示数字。");

    public static readonly JsonObject Reciprocity = Both(
        "What the shop gave you and what you gave the shop in the last 365 days, as listed, and whether each side gave more than it took.",
        "最近 365 天内商家给予您的和您给予商家的，逐条列出，以及各方是否给予多于索取。");

    public static readonly JsonObject Risk = Both(
        "How likely another order is. From the days of your orders alone (how many, the first, the last) a statistical model (MBG/NBD) fitted on the orders of all customers of the shop estimates the probability of an order "
        + "within its horizon, and the day by which half of those like you have ordered again. The longer you stay away for your own rhythm, the higher the band. It leads to a reminder to the shop's staff to get in touch, to nothing else.",
        "再次下单的可能性。仅根据您的下单日期（次数、首次、最近一次），由一个用该商家全体顾客的订单拟合的统计模型（MBG/NBD）估计在其期限内下单的概率，以及与您相似的顾客有一半会再次下单的日期。相对您自己的节奏，沉默越久，档位越高。它只会提醒商家的员工与您联系。");

    public static readonly JsonObject ValueProfile = Both(
        "What seems to matter most to you among price, convenience, quality, relationship and environment. Each source named beside it gives points (an answer, a choice, a complaint; what you said outright counts double), "
        + "which halve after a year and are added to the shop's own order of values. Below three points the shop's own order is used. It decides in which order products are recommended.",
        "在价格、便利、品质、关系、环境中，什么对您最重要。旁边列出的每个来源给出分数（一次回答、一次选择、一次投诉；您直接说的加倍），一年后减半，再加上商家自己的价值次序。不足三分时采用商家的次序。它只决定推荐产品的先后。");

    private static JsonObject Both(string english, string chinese) => new() { ["en"] = english, ["zh-CN"] = chinese };
}
