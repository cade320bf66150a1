using NodaTime;
using static RetentionApi.Demo.Scenes.Step;

namespace RetentionApi.Demo.Scenes;

/// <summary>What staff do on their list, and what a manager decides about customers.</summary>
internal static class WorkList
{
    /// <summary>Three customers are called before the message comes to them: two are content, one is not.</summary>
    public static IEnumerable<DemoStep> Checks()
    {
        var open = Read("/v1/follow-ups?kind=qualityCheck&status=scheduled&limit=3");
        for (var i = 0; i < 3; i++) open = open.Keep($"check{i}", $"/items/{i}/id").Keep($"line{i}", $"/items/{i}/lines/0/orderLineId");
        yield return open;
        foreach (var (check, rating, text) in new[] { (0, 5, "很香"), (1, 4, "Good as always"), (2, 1, "有异味") })
            yield return Answered($"check{check}", $"line{check}", rating, text);
    }

    /// <summary>Of those who suggest something three ordered by telephone and are called once it has come. With what becomes of their suggestions it makes them part of the shop.</summary>
    public static IEnumerable<DemoStep> Calls(Cast cast)
    {
        foreach (var who in new[] { 16, 19, 20 })
        {
            yield return Post("/v1/orders", new
            {
                source = "phone",
                externalId = $"t-{who}",
                placedAt = cast.Ago(Duration.FromDays(4)),
                currency = ApiRequests.Currency,
                customer = Cast.Reference(cast.Regular(who)),
                payment = "paid",
                lines = new[] { new { sku = "TEA-LJ", quantity = 1, unitPrice = Money(298) } },
            }).Keep($"order{who}");
            yield return Post($"/v1/orders/{{order{who}}}/deliveries", new { deliveredAt = cast.Ago(Duration.FromDays(1)) });
            yield return Read($"/v1/follow-ups?kind=qualityCheck&status=scheduled&customerId={Cast.Key(cast.Regular(who))}").Keep($"call{who}", "/items/0/id").Keep($"tea{who}", "/items/0/lines/0/orderLineId");
            yield return Answered($"call{who}", $"tea{who}", 5, "一如既往。· As good as ever.");
        }
    }

    public static IEnumerable<DemoStep> ByHand(Cast cast)
    {
        yield return Post("/v1/follow-ups", new
        {
            customerId = "{c3}",
            kind = "bestValue",
            note = "新茶到了，打电话告诉他。· Call about the spring harvest.",
            deadline = cast.Ahead(Duration.FromDays(2)),
            ownerId = "{liLei}",
        }).Keep("call");
        yield return Post("/v1/follow-ups/{call}/snooze", new { until = cast.Ahead(Duration.FromHours(20)) });
    }

    public static IEnumerable<DemoStep> Decisions(Cast cast)
    {
        yield return Post($"{Cast.Path(cast.Regular(4))}/relationship/override", new { level = "responsible", reason = "老朋友。· A friend of old.", until = cast.Ahead(Duration.FromDays(60)) });
        var twin = cast.Regular(5);
        yield return Post("/v1/customers", new { source = "pos", externalId = "till-17", name = twin.Name, language = twin.Language, firstContactAt = cast.Ago(Duration.FromDays(20)) }).Keep("twin");
        yield return Post($"{Cast.Path(twin)}/merge", new { duplicateId = "{twin}" });
        yield return Put($"{Cast.Path(cast.Regular(14))}/objections", new { profiling = true, marketing = false, restriction = false });
    }

    /// <param name="check">As it was kept.</param>
    private static ApiCall Answered(string check, string line, int rating, string text) => Post($"/v1/follow-ups/{{{check}}}/complete", new
    {
        outcome = "answered",
        answers = new[] { new { orderLineId = $"{{{line}}}", rating, text } },
        guideAnswers = new[] { new { questionId = "taste", value = rating > 3 ? "fresh" : "flat" } },
    });

    /// <summary>Addresses from a notebook, two of which cannot be read.</summary>
    public static IEnumerable<DemoStep> Notebook()
    {
        const string file = "customer_id,name,email,language\nn-1,周小茶,zhou@example.com,zh-CN\nn-2,Peter Hill,peter(at)example,en\n,,,\n";
        yield return new ApiCall(HttpMethod.Post, $"/v1/imports?kind=customers&format=csv&defaults=source:{ApiRequests.Source}", file) { ContentType = "text/csv" };
    }
}
