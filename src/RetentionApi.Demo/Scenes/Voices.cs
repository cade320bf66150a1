using NodaTime;
using static RetentionApi.Demo.Scenes.Step;

namespace RetentionApi.Demo.Scenes;

/// <summary>What customers say: which tea they took on advice, what could be better, whom they brought, how satisfied they are, why they leave.</summary>
internal static class Voices
{
    private static readonly string[] MatterMost = ["quality", "relationship"];

    /// <summary>Taken, regretted, still open.</summary>
    public static IEnumerable<DemoStep> Advice(Cast cast)
    {
        foreach (var (who, reason) in new[] { (0, "您喜欢清淡的。"), (1, "It keeps for years."), (2, "送长辈合适。") })
            yield return Post($"{Cast.Path(cast.Regular(who))}/advice", new { category = "茶叶", reason, channel = "staff" }).Keep($"advice{who}").Keep($"tea{who}", "/products/0/sku");
        yield return Post("/v1/advice/{advice0}/accept", new { productSku = "{tea0}", reason = "quality" });
        yield return Post("/v1/advice/{advice1}/accept", new { productSku = "{tea1}", reason = "price" });
        yield return Post("/v1/advice/{advice1}/regret", new { reason = "Too strong for me." });
        yield return Put($"{Cast.Path(cast.Regular(0))}/value-profile", new { values = MatterMost, note = "茶好，人熟，最要紧。" });
    }

    public static IEnumerable<DemoStep> Suggestions(Cast cast)
    {
        yield return Suggest("small", 16, "龙井能不能出五十克的小包装？");
        yield return Post("/v1/suggestions/{small}/voices", new { customerId = "{c17}", text = "小包装更新鲜。" });
        yield return Suggest("same", 18, "希望龙井有小包装");
        yield return Post("/v1/suggestions/{same}/merge", new { intoId = "{small}" });
        yield return Post("/v1/suggestions/{small}/reply", new { text = "好主意，我们在看。", underReview = true });
        yield return Post("/v1/suggestions/{small}/decide", new { decision = "planned", reason = "下个月上架。", plannedOn = cast.Day(30) });
        yield return Suggest("canada", 19, "Please deliver to Canada.");
        yield return Post("/v1/suggestions/{canada}/decide", new { decision = "declined", reason = "Customs would take too long for fresh tea." });
        yield return Suggest("guide", 20, "请在包裹里放一张冲泡说明。");
        yield return Post("/v1/suggestions/{guide}/build", new { text = "每个包裹里都有了。" });
        yield return Suggest("open", 21, "能不能预约试茶？");
    }

    /// <summary>By the customers who came first, of those who came after them and bought.</summary>
    public static IEnumerable<DemoStep> Referrals(Cast cast)
    {
        foreach (var (bringer, came) in new[] { (0, 22), (1, 23), (2, 21) })
        {
            var referred = cast.Regular(came);
            yield return Post("/v1/referrals", new
            {
                source = ApiRequests.Source,
                externalId = $"ref-{came}",
                referrer = Cast.Key(cast.Regular(bringer)),
                referred = Cast.Key(referred),
                occurredAt = ApiRequests.Text(referred.FirstContactAt),
                code = $"FRIEND-{bringer}",
            });
        }
    }

    public static IEnumerable<DemoStep> Leaving(Cast cast)
    {
        var told = new[] { ("price", "别家便宜一半。"), ("moved", "We moved to Canada."), ("noLongerNeeded", "医生让我少喝茶。") };
        foreach (var (who, (cause, text)) in cast.Gone(told.Length).Zip(told))
            yield return Post("/v1/defections", new { customer = Cast.Reference(who), cause, text, toldAt = cast.Ago(Duration.FromDays(1)) });
    }

    private static ApiCall Suggest(string name, int who, string text) => Post("/v1/suggestions", new { customerId = $"{{c{who}}}", text }).Keep(name);
}
