using RetentionApi.Domain.Common;

namespace RetentionApi.Domain.Defections;

internal static class DefectionTexts
{
    public static readonly ExplanationText[] All =
    [
        new("defection.told", "They said on {on:date} that they leave.", "客户于{on:date}表示不再购买。"),
        new("defection.openCase", "A case about {topic:word} was open since {since:date}.", "自{since:date}起，有一件关于{topic:word}的投诉尚未了结。"),
        new("defection.defect", "They reported a defect on {on:date}.", "客户于{on:date}反映了质量问题。"),
        new("defection.brokenPromise", "A promise was broken on {on:date} and not made good.", "{on:date}有一项承诺未兑现，也没有补救。"),
        new("defection.late", "They were kept waiting past the deadline on {on:date}.", "{on:date}，让客户等过了期限。"),
        new("defection.complaint", "They complained about {topic:word} on {on:date}.", "客户于{on:date}投诉过{topic:word}。"),
        new("defection.rated", "On {on:date} they rated {value:word} {rating} of 5.", "{on:date}，客户给{value:word}打了 {rating} 分（满分 5 分）。"),
        new("defection.waitedForPrice", "Since {on:date} they waited for a lower price that did not come.", "自{on:date}起，客户在等降价，但价格没有降下来。"),
    ];
}
