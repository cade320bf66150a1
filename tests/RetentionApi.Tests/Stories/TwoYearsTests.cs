using System.Text.Json.Nodes;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Stories;

/// <summary>
/// Two years of one customer and her shop, told through the API alone. After each step: the level, the five rungs (+ met, . not yet, - unmet), cognitive, affective and
/// behavioural trust, the stage of trust, and the risk band.
/// </summary>
/// <remarks>
/// The numbers of trust were reckoned by hand from what had happened by then: (r + 1) / (r + 2s + 2), each good or bad experience halved in 90, 180 or 365 days. Times are
/// Shanghai's. When she becomes silent, and when lost, is for the model of the shop to say.
/// </remarks>
public sealed class TwoYearsTests(TestService service) : IClassFixture<TestService>
{
    private TeaShop shop = null!;
    private Lin lin = null!;

    [Fact]
    public async Task A_visitor_becomes_a_friend_of_the_shop_is_lost_and_comes_back()
    {
        shop = await TeaShop.OpenAsync(service);
        lin = new Lin(shop);

        await She_looks_around_and_is_welcomed();
        await She_asks_and_is_answered_within_the_hour();
        await She_does_not_know_which_tea_and_takes_the_advice();
        await She_orders_and_it_comes_before_the_promised_day();
        await Asked_how_it_is_she_says_that_the_kettle_leaks();
        await The_shop_forgets_to_propose_something();
        await It_makes_good_what_it_missed();
        await Asked_what_could_be_better_she_wishes_for_a_small_pack();
        await The_new_kettle_is_good();
        await The_small_pack_is_there_before_the_day_and_she_buys_it();
        await She_brings_a_friend();
        await She_falls_silent_and_her_name_comes_up_on_the_list();
        await She_is_lost_is_asked_back_and_says_why_she_left();
        await She_comes_back();
    }

    private async Task She_looks_around_and_is_welcomed()
    {
        await lin.LooksAroundAsync();

        (await lin.MessageAsync("welcome")).Text("subject").Should().Be("欢迎来到Tea & Kettle");
        await lin.StandsAsync("basic", "+....", (null, 67, null), "contact", band: null);
    }

    private async Task She_asks_and_is_answered_within_the_hour()
    {
        await lin.UntilAsync("2026-03-04 10:00");
        await lin.AsksAsync("e-1", "龙井怎么保存？", about: TeaShop.Tea);
        await lin.UntilAsync("2026-03-04 11:00");
        await shop.DoAsync("/v1/interactions/~shop:e-1/answer", new { text = "密封冷藏即可。" });

        await lin.StandsAsync("proactive", "++...", (67, 67, null), "sharing", band: null);
    }

    private async Task She_does_not_know_which_tea_and_takes_the_advice()
    {
        await lin.UntilAsync("2026-03-09 10:00");
        var enquiry = await lin.AsksAsync("e-2", "送父亲，哪种茶好？", about: null);
        await lin.UntilAsync("2026-03-09 11:00");
        var advice = await shop.DoAsync("/v1/customers/~shop:lin/advice", new { category = TeaShop.Teas, interactionId = enquiry, reason = "清明前的龙井最合适。" });
        await shop.DoAsync("/v1/interactions/~shop:e-2/answer", new { text = "推荐明前龙井。" });
        await lin.UntilAsync("2026-03-10 10:00");
        await shop.DoAsync($"/v1/advice/{advice.Text("id")}/accept", new { productSku = TeaShop.Tea, reason = "quality" });

        await lin.StandsAsync("cooperative", "+++..", (80, 66, null), "sharing", band: null);
    }

    private async Task She_orders_and_it_comes_before_the_promised_day()
    {
        await lin.UntilAsync("2026-03-10 20:00");
        await lin.OrdersAsync("o-1", (TeaShop.Tea, "298.00"), (TeaShop.Kettle, "399.00"));
        await lin.AllowsMessagesAsync();
        await lin.IsDeliveredAsync("o-1", promised: "2026-03-13 18:00");
        await lin.UntilAsync("2026-03-12 15:00");
        await lin.IsDeliveredAsync("o-1", promised: "2026-03-13 18:00", delivered: "2026-03-12 15:00");

        (await lin.LatestAsync("/v1/promises")).Text("status").Should().Be("kept");
        await lin.StandsAsync("cooperative", "+++..", (83, 66, null), "verifying", "active");
    }

    private async Task Asked_how_it_is_she_says_that_the_kettle_leaks()
    {
        await lin.UntilAsync("2026-03-20 10:00");
        await lin.RatesAsync((TeaShop.Tea, 5), (TeaShop.Kettle, 1));

        (await lin.LatestAsync("/v1/cases")).Text("status").Should().Be("received", "a bad answer opens a case by itself");
        (await lin.DutiesAsync("scheduled")).Should().NotContain("askSuggestions", "who has a case open is not asked what could be better");
        await lin.StandsAsync("responsible", "++++.", (65, 75, null), "verifying", "active");
    }

    private async Task The_shop_forgets_to_propose_something()
    {
        await lin.UntilAsync("2026-03-20 10:30");
        await DecideAsync("acknowledge", new { });
        await lin.UntilAsync("2026-03-20 15:00");
        await DecideAsync("investigate", new { note = "壶底密封圈不合格。" });
        await lin.UntilAsync("2026-03-24 10:00");

        (await lin.DutiesAsync("due")).Should().Contain("repair");
        (await lin.RelationshipAsync())["lapse"]!.Text("fallsTo").Should().Be("cooperative");
        await lin.StandsAsync("responsible", "+++-.", (65, 49, null), "inRepair", "active");
    }

    private async Task It_makes_good_what_it_missed()
    {
        await lin.UntilAsync("2026-03-24 11:00");
        await DecideAsync("propose", new { proposal = "周四前送去新壶。", promisedBy = "2026-03-26" });
        await lin.UntilAsync("2026-03-24 14:00");
        await DecideAsync("resolve", new { });
        await lin.UntilAsync("2026-03-26 16:00");
        await shop.DoAsync($"/v1/promises/{(await lin.LatestAsync("/v1/promises")).Text("id")}/keep", new { });
        await lin.StandsAsync("responsible", "++++.", (69, 49, null), "inRepair", "active");

        await lin.UntilAsync("2026-03-30 10:00");
        await DecideAsync("revisit", new { outcome = "solved" });

        (await lin.RelationshipAsync())["lapse"].Should().BeNull();
        await lin.StandsAsync("responsible", "++++.", (69, 62, null), "verifying", "active");
    }

    private async Task Asked_what_could_be_better_she_wishes_for_a_small_pack()
    {
        await lin.UntilAsync("2026-04-03 20:00");
        await lin.AnswersAsync("askSuggestions", ("text", "能不能出五十克的小包装？"));
        await lin.UntilAsync("2026-04-07 10:00");
        await SuggestionAsync("reply", new { text = "好主意，我们在看。", underReview = true });
        await lin.UntilAsync("2026-04-10 10:00");
        await SuggestionAsync("decide", new { decision = "planned", reason = "六月前上架。", plannedOn = "2026-06-01" });
        await shop.WorkAsync();

        (await lin.LatestAsync("/v1/promises")).Text("dueAt").Should().Be(TeaShop.At("2026-06-02 00:00"), "the planned day is promised");
        await lin.StandsAsync("interactive", "+++++", (68, 70, null), "verifying", "active");
    }

    private async Task The_new_kettle_is_good()
    {
        await lin.UntilAsync("2026-04-13 10:00");
        var check = await lin.DutyAsync("qualityCheck", step: 2);
        check.Text("channel").Should().Be("staff", "it is known that something was wrong");
        var answers = check["lines"]!.AsArray().Select(l => new { orderLineId = l!.Text("orderLineId"), rating = 5 });
        await shop.DoAsync($"/v1/follow-ups/{check.Text("id")}/complete", new { outcome = "answered", answers });

        await lin.StandsAsync("interactive", "+++++", (72, 72, null), "verifying", "active");
    }

    private async Task The_small_pack_is_there_before_the_day_and_she_buys_it()
    {
        await lin.UntilAsync("2026-05-28 10:00");
        await SuggestionAsync("build", new { text = "五十克装上架了。" });
        await shop.WorkAsync();
        (await lin.MessageAsync("suggestionBuilt")).Text("status").Should().Be("handedOver");
        await lin.StandsAsync("interactive", "+++++", (74, 77, null), "verifying", "active");

        await lin.UntilAsync("2026-05-30 20:00");
        await lin.OrdersAsync("o-2", (TeaShop.SmallPack, "68.00"));
        await lin.StandsAsync("interactive", "+++++", (74, 77, 67), "established", "active");
        await lin.UntilAsync("2026-06-02 15:00");
        await lin.IsDeliveredAsync("o-2", promised: null, delivered: "2026-06-02 15:00");
        await lin.UntilAsync("2026-06-13 10:00");
        await lin.RatesAsync((TeaShop.SmallPack, 5));
        await lin.StandsAsync("interactive", "+++++", (76, 78, 66), "established", "active");
    }

    private async Task She_brings_a_friend()
    {
        (await lin.FriendBuysAsync("周婷"))["boughtAt"].Should().NotBeNull();

        await lin.StandsAsync("interactive", "+++++", (76, 78, 80), "established", "active");
    }

    private async Task She_falls_silent_and_her_name_comes_up_on_the_list()
    {
        var risk = await lin.RiskAsync();
        var log = risk.ToJsonString();
        foreach (var day in new[] { "coolingOn", "highOn", "lostOn" })
        {
            await lin.UntilAsync($"{risk.Text(day)} 12:00");
            log += ($"\n{day} {await lin.SeenAsync()} {string.Join(",", await lin.DutiesAsync("due"))} | {string.Join(",", await lin.DutiesAsync("scheduled"))}");
        }

        throw new InvalidOperationException(log);
    }

    private async Task She_is_lost_is_asked_back_and_says_why_she_left()
    {
        await Task.CompletedTask;
    }

    private async Task She_comes_back()
    {
        await Task.CompletedTask;
    }

    private async Task DecideAsync(string step, object body) => await shop.DoAsync($"/v1/cases/{(await lin.LatestAsync("/v1/cases")).Text("id")}/{step}", body);

    private async Task SuggestionAsync(string step, object body) => await shop.DoAsync($"/v1/suggestions/{(await lin.LatestAsync("/v1/suggestions")).Text("id")}/{step}", body);
}
