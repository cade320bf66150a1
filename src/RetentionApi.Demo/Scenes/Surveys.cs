using static RetentionApi.Demo.Scenes.Step;
using Form = System.Collections.Generic.Dictionary<string, string>;

namespace RetentionApi.Demo.Scenes;

/// <summary>Surveys of every kind, sent to customers in all the zones where the shop has any: somewhere it is day, so some answer, and for the others the message waits.</summary>
internal static class Surveys
{
    public static IEnumerable<IEnumerable<DemoStep>> All(Cast cast) =>
    [
        Ask(cast, 0, "csat", "春季满意度 · Spring", Scored(5, "很满意"), Scored(4), Scored(1, "It came broken.")),
        Ask(cast, 1, "nps", "会推荐我们吗 · Would you recommend us", Scored(10, "已经推荐了"), Scored(7), Scored(3)),
        Ask(cast, 2, "ces", "下单方便吗 · Was it easy", Scored(2), Scored(6)),
        Ask(cast, 3, "fiveValues", "您最看重什么 · What matters to you", Values(4, 5, 5, 4, 3), Values(2, 4, 3, 5, 4)),
    ];

    private static IEnumerable<DemoStep> Ask(Cast cast, int number, string kind, string name, params Form[] forms)
    {
        var asked = cast.InEveryZone(number);
        for (var i = 0; i < asked.Count; i++)
            yield return Read(Cast.Path(asked[i])).Keep($"{kind}{i}", "/customer/id");
        yield return Post("/v1/surveys", new { kind, name }).Keep(kind);
        yield return Post($"/v1/surveys/{{{kind}}}/send", new { customerIds = Enumerable.Range(0, asked.Count).Select(i => $"{{{kind}{i}}}") });
        yield return Run("due-notices");
        yield return new LinkAnswers("survey", [.. asked.Select(Cast.Key)], forms);
    }

    private static Form Scored(int score, string text = "") => new() { ["score"] = $"{score}", ["text"] = text };

    private static Form Values(int price, int convenience, int quality, int relationship, int environment) => new()
    {
        ["price"] = $"{price}",
        ["convenience"] = $"{convenience}",
        ["quality"] = $"{quality}",
        ["relationship"] = $"{relationship}",
        ["environment"] = $"{environment}",
    };
}
