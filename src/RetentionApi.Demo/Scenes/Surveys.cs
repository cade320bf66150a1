using static RetentionApi.Demo.Scenes.Step;
using Form = System.Collections.Generic.Dictionary<string, string>;

namespace RetentionApi.Demo.Scenes;

/// <summary>Surveys of every kind, sent to customers in all the zones where the shop has any: somewhere it is day, so some answer, and for the others the message waits.</summary>
internal static class Surveys
{
    private const int InEachZone = 8;

    public static IEnumerable<DemoStep> All(Cast cast)
    {
        var asked = cast.InEveryZone(InEachZone);
        for (var i = 0; i < asked.Count; i++)
        {
            foreach (var purpose in new[] { "survey", "marketing" })
                yield return Put($"{Cast.Path(asked[i])}/consents/email/{purpose}", new { granted = true, source = "checkout", wording = "可以给我写信。· Yes, write to me." });
            yield return Read(Cast.Path(asked[i])).Keep($"s{i}", "/customer/id");
        }

        var kinds = new[]
        {
            ("csat", "春季满意度 · Spring", new Form[] { Scored(5, "很满意"), Scored(4), Scored(1, "It came broken.") }),
            ("nps", "会推荐我们吗 · Would you recommend us", [Scored(10, "已经推荐了"), Scored(7), Scored(3)]),
            ("ces", "下单方便吗 · Was it easy", [Scored(2), Scored(6)]),
            ("fiveValues", "您最看重什么 · What matters to you", [Values(4, 5, 5, 4, 3), Values(2, 4, 3, 5, 4)]),
        };
        for (var number = 0; number < kinds.Length; number++)
        {
            var (kind, name, forms) = kinds[number];
            yield return Post("/v1/surveys", new { kind, name }).Keep(kind);
            yield return Post($"/v1/surveys/{{{kind}}}/send", new { customerIds = Enumerable.Range(0, asked.Count).Where(i => i % kinds.Length == number).Select(i => $"{{s{i}}}") });
            yield return Run("due-notices");
            yield return new LinkAnswers("survey", forms);
        }
    }

    private static Form Scored(int score, string text = "") => new() { ["score"] = $"{score}", ["text"] = text };

    private static Form Values(int price, int convenience, int quality, int relationship, int environment) => new()
    {
        ["price"] = $"{price}", ["convenience"] = $"{convenience}", ["quality"] = $"{quality}", ["relationship"] = $"{relationship}", ["environment"] = $"{environment}",
    };
}
