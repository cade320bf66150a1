using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NodaTime;
using RetentionApi.Demo.Scenes;

namespace RetentionApi.Demo.Tests;

public sealed partial class DemoScenesTests
{
    private static readonly Instant Until = Instant.FromUtc(2026, 3, 1, 0, 0);

    private static readonly IReadOnlyList<DemoAct> Acts = DemoScenes.Of(Shop(300, Until));

    [Fact]
    public void The_same_shop_plays_the_same_scenes() =>
        Calls(DemoScenes.Of(Shop(300, Until))).Select(c => $"{c.Method} {c.Path} {c.Body}").Should().Equal(Calls(Acts).Select(c => $"{c.Method} {c.Path} {c.Body}"));

    [Fact]
    public void What_a_step_names_was_kept_before()
    {
        var before = new HashSet<string>();
        foreach (var act in Acts)
        {
            foreach (var scene in act.Scenes)
                ShouldKnow(scene, [.. before]);
            before.UnionWith(Calls([act]).SelectMany(call => call.Kept).Select(kept => kept.Name));
        }
    }

    [Fact]
    public void Every_body_but_a_file_is_JSON() =>
        Calls(Acts).Where(c => c.Body is not null && c.ContentType == "application/json").Should().OnlyContain(c => JsonNode.Parse(c.Body!, null, default) is JsonObject);

    [Fact]
    public void A_shop_that_is_too_small_says_so() => FluentActions.Invoking(() => DemoScenes.Of(Shop(10, Until))).Should().Throw<ArgumentException>();

    /// <summary>However the shop's time falls into the numbering of its batches.</summary>
    [Fact]
    public void Whenever_it_is_filled_enough_customers_send_back_of_the_bad_batch_for_an_alert()
    {
        for (var day = 0; day < 120; day += 5)
        {
            var shop = Shop(300, Until + Duration.FromDays(day));
            var bad = shop.Truth.BadBatch.Batch;
            shop.Facts().OfType<GoodsReturned>().Where(r => r.Reason is "fault" or "notAsDescribed" && r.Lines.Any(l => l.Batch == bad)).Select(r => r.Order.Customer.Number).Distinct()
                .Should().HaveCountGreaterThanOrEqualTo(3, $"on day {day}");
        }
    }

    private static void ShouldKnow(IEnumerable<DemoStep> scene, HashSet<string> known)
    {
        foreach (var call in scene.OfType<ApiCall>())
        {
            Named().Matches($"{call.Path} {call.Body}").Select(m => m.Groups[1].Value).Should().BeSubsetOf(known, call.Path);
            known.UnionWith(call.Kept.Select(k => k.Name));
        }
    }

    private static IEnumerable<ApiCall> Calls(IEnumerable<DemoAct> acts) => acts.SelectMany(act => act.Scenes).SelectMany(scene => scene).OfType<ApiCall>();

    private static DemoShop Shop(int customers, Instant until) => DemoShop.Simulate(1, customers, until - Duration.FromDays(548), until);

    [GeneratedRegex(@"\{([A-Za-z0-9-]+)\}")]
    private static partial Regex Named();
}
