using static RetentionApi.Demo.Scenes.Step;

namespace RetentionApi.Demo.Scenes;

/// <summary>The people of the shop and the rules they made for themselves.</summary>
internal static class Office
{
    private static readonly string[] Wholesale = ["批发"];

    public static IEnumerable<DemoStep> People(Cast cast)
    {
        yield return Post("/v1/teams", new { name = "茶艺顾问 · Tea advisers" }).Keep("advisers");
        yield return Post("/v1/staff", new { name = "李雷", email = "li.lei@example.com", teamId = "{advisers}" }).Keep("liLei");
        yield return Post("/v1/staff", new { name = "韩梅梅", email = "han.meimei@example.com" }).Keep("hanMeimei");
        yield return Post("/v1/teams", new { name = "售后 · Care", leadId = "{hanMeimei}" }).Keep("care");
        yield return Post("/v1/staff", new { name = "Emma Clarke", email = "emma.clarke@example.com", teamId = "{care}" }).Keep("emma");
        yield return Post("/v1/staff/{emma}/absences", new { firstDay = cast.Day(3), lastDay = cast.Day(10) });
        yield return Patch("/v1/merchant", new { escalatesTo = "{hanMeimei}", grossMargin = 0.42m });
        for (var i = 0; i < Cast.Regulars; i++)
            yield return Patch(Cast.Path(cast.Regular(i)), new { ownerId = i % 2 == 0 ? "{liLei}" : "{emma}" }).Keep($"c{i}");
    }

    public static IEnumerable<DemoStep> Rules()
    {
        yield return Post("/v1/policy/dry-run", new { content = new { rungWindow = "P270D" } });
        yield return Put("/v1/policy", new { content = new { duties = new { messageCap = 2 } }, note = "一周最多两条。· Two messages a week are enough." });
        yield return Post("/v1/playbooks/delivery/dry-run", new { days = 30 });
        yield return Patch("/v1/playbooks/useUp", new { conditions = new[] { new { kind = "customerTagNotIn", values = Wholesale } } });
        yield return Put("/v1/templates/winBack", new
        {
            texts = new[]
            {
                new { language = "zh-CN", subject = "{{ merchant }}想念您", body = "<p>{{ if customer }}{{ customer }}，{{ end }}您好！新茶到了，欢迎回来喝一杯。</p>" },
                new { language = "en", subject = "{{ merchant }} misses you", body = "<p>Hello{{ if customer }} {{ customer }}{{ end }}, the spring harvest is here.</p>" },
            },
        });
        yield return Put("/v1/conversation-guides/qualityCheck", Guide());
        yield return Post("/v1/segments", new { name = "茶友会 · Tea club", criteria = new { tag = "茶友会" } }).Keep("teaClub");
        yield return Post("/v1/segments", new { name = "快要流失 · About to leave", criteria = new { riskBand = "high" } });
    }

    /// <summary>Of the quarter that is over.</summary>
    public static IEnumerable<DemoStep> Review(Cast cast)
    {
        yield return Post("/v1/reviews", new { quarter = cast.LastQuarter }).Keep("review");
        yield return Patch("/v1/reviews/{review}", new
        {
            learnt = "问过质量的客人更常回来。· Those we asked about quality come back more often.",
            goals = new[] { new { text = "下季度少流失一半。· Half as many are lost next quarter." } },
        });
        yield return Post("/v1/reviews/{review}/improvements", new { text = "两周内给每位新客人打电话。· Call each new customer within two weeks.", ownerId = "{liLei}", dueOn = cast.Day(30) });
    }

    private static object Guide() => new
    {
        questions = new object[] { new { id = "brew", answer = "text" }, new { id = "taste", answer = "choice", choices = new[] { "fresh", "flat" } } },
        wordings = new[]
        {
            Wording("zh-CN", "想听听您是怎么泡这款茶的。", "您平时怎么泡？", "喝起来怎么样？", "鲜爽", "平淡", "谢谢，我会转告采购。"),
            Wording("en", "I would like to hear how you brew it.", "How do you brew it?", "How does it taste?", "Fresh", "Flat", "Thank you; I will pass it on to our buyer."),
        },
    };

    private static object Wording(string language, string opening, string brew, string taste, string fresh, string flat, string closing) => new
    {
        language,
        opening,
        questions = new { brew, taste },
        choices = new Dictionary<string, string> { ["taste.fresh"] = fresh, ["taste.flat"] = flat },
        closing,
    };
}
