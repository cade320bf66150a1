using NodaTime;
using static RetentionApi.Demo.Scenes.Step;

namespace RetentionApi.Demo.Scenes;

/// <summary>Complaints, cases and promises, and what becomes of them.</summary>
internal static class Care
{
    public static IEnumerable<DemoStep> Complaints(Cast cast)
    {
        yield return Complaint(cast, 5, "k-1", "茶叶罐到货时已经压扁了。", 2);
        yield return Complaint(cast, 6, "k-2", "The filter does not fit my kettle.", 20);
    }

    /// <summary>One to its end, one promised, one waiting, one just begun.</summary>
    public static IEnumerable<DemoStep> Cases(Cast cast)
    {
        yield return Open(cast, 7, "case-1", "盖碗有缺口。", "quality", 5);
        yield return Decide("case-1", "acknowledge", new { note = "已致电道歉。" });
        yield return Decide("case-1", "investigate");
        yield return Decide("case-1", "goodwill", new { kind = "gift", amount = Money(30), reason = "添了麻烦。· For the trouble." });
        yield return Decide("case-1", "propose", new { proposal = "今天补发一只。" });
        yield return Decide("case-1", "resolve");
        yield return Decide("case-1", "revisit", new { outcome = "solved" });
        yield return Open(cast, 8, "case-2", "Two of six cups are missing.", "delivery", 2);
        yield return Decide("case-2", "acknowledge");
        yield return Decide("case-2", "propose", new { proposal = "Two cups will be with you by then.", promisedBy = cast.Day(4) });
        yield return Open(cast, 9, "case-3", "壶加热很慢。", "product", 1);
        yield return Decide("case-3", "acknowledge");
        yield return Decide("case-3", "wait", new { @for = "一张铭牌照片。· A photograph of the label." });
        yield return Open(cast, 10, "case-4", "发票抬头写错了。", "other", 0);
        yield return Decide("case-4", "note", new { text = "财务周一处理。" });
    }

    /// <summary>Kept, broken and made good, moved with a yes, broken, open.</summary>
    public static IEnumerable<DemoStep> Promises(Cast cast)
    {
        yield return Promise(cast, 11, "p-1", "周三前寄出样茶。", 2);
        yield return Promise(cast, 12, "p-2", "A handwritten brewing guide.", 3);
        yield return Promise(cast, 13, "p-3", "预留一饼老茶。", 4);
        yield return Promise(cast, 14, "p-4", "电话回访。", 1);
        yield return Promise(cast, 15, "p-5", "Engraving as agreed.", 6);
        yield return Post("/v1/promises/{p-1}/keep", new { note = "已寄出。" });
        yield return Post("/v1/promises/{p-2}/break", new { reason = "The calligrapher is ill." });
        yield return Post("/v1/promises/{p-2}/repair", new { repairedBy = "compensated", note = "Sent with a tin of tea." });
        yield return Post("/v1/promises/{p-3}/renegotiate", new { dueOn = cast.Day(12), agreement = "电话里说可以。" });
        yield return Post("/v1/promises/{p-4}/break", new { reason = "号码打不通。" });
    }

    private static ApiCall Complaint(Cast cast, int who, string externalId, string text, int hoursAgo) => Post("/v1/interactions", new
    {
        source = ApiRequests.Source,
        externalId,
        kind = "complaint",
        direction = "inbound",
        occurredAt = cast.Ago(Duration.FromHours(hoursAgo)),
        customer = Cast.Reference(cast.Regular(who)),
        channel = "chat",
        summary = text,
    });

    private static ApiCall Open(Cast cast, int who, string externalId, string text, string topic, int daysAgo) => Post("/v1/cases", new
    {
        customer = Cast.Reference(cast.Regular(who)),
        text,
        topic,
        receivedAt = cast.Ago(Duration.FromDays(daysAgo)),
        source = ApiRequests.Source,
        externalId,
    });

    private static ApiCall Decide(string externalId, string step, object? body = null) => Post($"/v1/cases/~{ApiRequests.Source}:{externalId}/{step}", body);

    private static ApiCall Promise(Cast cast, int who, string externalId, string what, int days) => Post("/v1/promises", new
    {
        customer = Cast.Reference(cast.Regular(who)),
        what,
        dueOn = cast.Day(days),
        place = "phone",
        source = ApiRequests.Source,
        externalId,
    }).Keep(externalId);
}
