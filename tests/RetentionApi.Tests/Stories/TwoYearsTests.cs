using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Stories;

/// <summary>
/// Two years of one customer and her shop, told through the API alone. After each step: the level, the five rungs (+ met, . not yet, - unmet), cognitive, affective and
/// behavioural trust, the stage of trust, and the risk band.
/// </summary>
/// <remarks>
/// The numbers of trust were reckoned by hand from what had happened by then: (r + 1) / (r + 2s + 2), each good or bad experience halved in 90, 180 or 365 days. Times are
/// Shanghai's. On which days she is silent for longer than usual, and lost, is for the model of the shop to say: the story goes there.
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
        await She_orders_and_it_comes_before_the_promised_time();
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
        await Two_years_on_she_still_buys();
    }

    private async Task She_looks_around_and_is_welcomed()
    {
        await lin.LooksAroundAsync("2026-03-02 10:00");

        (await lin.MessageAsync("welcome")).Text("subject").Should().Be("欢迎来到Tea & Kettle");
        await lin.StandsAsync("basic", "+....", (null, 67, null), "contact", band: null);
    }

    private async Task She_asks_and_is_answered_within_the_hour()
    {
        await lin.AsksAsync("2026-03-04 10:00", "e-1", "龙井怎么保存？", about: TeaShop.Tea);
        await lin.IsToldAsync("2026-03-04 11:00", "/v1/interactions/~shop:e-1/answer", new { text = "密封冷藏即可。" });

        await lin.StandsAsync("proactive", "++...", (67, 67, null), "sharing", band: null);
    }

    private async Task She_does_not_know_which_tea_and_takes_the_advice()
    {
        var enquiry = await lin.AsksAsync("2026-03-09 10:00", "e-2", "送父亲，哪种茶好？", about: null);
        var advice = await lin.IsToldAsync("2026-03-09 11:00", "/v1/customers/~shop:lin/advice", new { category = TeaShop.Teas, interactionId = enquiry, reason = "清明前的龙井最合适。" });
        await lin.IsToldAsync("2026-03-09 11:00", "/v1/interactions/~shop:e-2/answer", new { text = "推荐明前龙井。" });
        await lin.IsToldAsync("2026-03-10 10:00", $"/v1/advice/{advice.Text("id")}/accept", new { productSku = TeaShop.Tea, reason = "quality" });

        await lin.StandsAsync("cooperative", "+++..", (80, 66, null), "sharing", band: null);
    }

    private async Task She_orders_and_it_comes_before_the_promised_time()
    {
        await lin.OrdersAsync("2026-03-10 20:00", "o-1", TeaShop.Tea, TeaShop.Kettle);
        await lin.AllowsMessagesAsync();
        await lin.IsPromisedAsync("o-1", by: "2026-03-13 18:00");
        await lin.GetsAsync("2026-03-12 15:00", "o-1");

        (await lin.LatestAsync("/v1/promises")).Text("status").Should().Be("kept");
        await lin.StandsAsync("cooperative", "+++..", (83, 66, null), "verifying", "active");
    }

    private async Task Asked_how_it_is_she_says_that_the_kettle_leaks()
    {
        await lin.RatesAsync("2026-03-20 10:00", (TeaShop.Tea, 5), (TeaShop.Kettle, 1));

        (await lin.LatestAsync("/v1/cases")).Text("status").Should().Be("received", "a bad answer opens a case by itself");
        (await lin.DutiesAsync("scheduled")).Should().NotContain("askSuggestions", "who has a case open is not asked what could be better");
        await lin.StandsAsync("responsible", "++++.", (65, 75, null), "verifying", "active");
    }

    private async Task The_shop_forgets_to_propose_something()
    {
        await lin.CaseGoesOnAsync("2026-03-20 10:30", "acknowledge", new { });
        await lin.CaseGoesOnAsync("2026-03-20 15:00", "investigate", new { note = "壶底密封圈不合格。" });
        await lin.UntilAsync("2026-03-24 10:00");

        (await lin.DutiesAsync("due")).Should().Contain("repair");
        (await lin.RelationshipAsync())["lapse"]!.Text("fallsTo").Should().Be("cooperative");
        await lin.StandsAsync("responsible", "+++-.", (65, 49, null), "inRepair", "active");
    }

    private async Task It_makes_good_what_it_missed()
    {
        await lin.CaseGoesOnAsync("2026-03-24 11:00", "propose", new { proposal = "周四前送去新壶。", promisedBy = "2026-03-26" });
        await lin.CaseGoesOnAsync("2026-03-24 14:00", "resolve", new { });
        await lin.IsToldAsync("2026-03-26 16:00", $"/v1/promises/{(await lin.LatestAsync("/v1/promises")).Text("id")}/keep", new { });
        await lin.StandsAsync("responsible", "++++.", (69, 49, null), "inRepair", "active");

        await lin.CaseGoesOnAsync("2026-03-30 10:00", "revisit", new { outcome = "solved" });
        (await lin.RelationshipAsync())["lapse"].Should().BeNull();
        await lin.StandsAsync("responsible", "++++.", (69, 62, null), "verifying", "active");
    }

    private async Task Asked_what_could_be_better_she_wishes_for_a_small_pack()
    {
        await lin.AnswersAsync("2026-04-03 20:00", "askSuggestions", ("text", "能不能出五十克的小包装？"));
        await lin.WishGoesOnAsync("2026-04-07 10:00", "reply", new { text = "好主意，我们在看。", underReview = true });
        await lin.WishGoesOnAsync("2026-04-10 10:00", "decide", new { decision = "planned", reason = "六月前上架。", plannedOn = "2026-06-01" });

        (await lin.LatestAsync("/v1/promises")).Text("dueAt").Should().Be(TeaShop.At("2026-06-02 00:00"), "the planned day is promised");
        await lin.StandsAsync("interactive", "+++++", (68, 70, null), "verifying", "active");
    }

    private async Task The_new_kettle_is_good()
    {
        await lin.SaysOnThePhoneAsync("2026-04-13 10:00", rating: 5);

        await lin.StandsAsync("interactive", "+++++", (72, 72, null), "verifying", "active");
    }

    private async Task The_small_pack_is_there_before_the_day_and_she_buys_it()
    {
        await lin.WishGoesOnAsync("2026-05-28 10:00", "build", new { text = "五十克装上架了。" });
        (await lin.MessageAsync("suggestionBuilt")).Text("status").Should().Be("handedOver");
        (await lin.LatestAsync("/v1/promises")).Text("status").Should().Be("kept");
        await lin.StandsAsync("interactive", "+++++", (74, 77, null), "verifying", "active");

        await lin.OrdersAsync("2026-05-30 20:00", "o-2", TeaShop.SmallPack);
        await lin.StandsAsync("interactive", "+++++", (74, 77, 67), "established", "active");
        await lin.GetsAsync("2026-06-02 15:00", "o-2");
        await lin.RatesAsync("2026-06-13 10:00", (TeaShop.SmallPack, 5));
        await lin.StandsAsync("interactive", "+++++", (76, 78, 66), "established", "active");
    }

    private async Task She_brings_a_friend()
    {
        await lin.BringsAsync("2026-06-20 10:00", "周婷");
        await lin.FriendOrdersAsync("2026-06-22 20:00");

        (await shop.GetAsync("/v1/referrals?referrerId=~shop:lin"))["items"]![0]!.Text("boughtAt").Should().Be(TeaShop.At("2026-06-22 20:00"));
        await lin.StandsAsync("interactive", "+++++", (76, 78, 80), "established", "active");
    }

    private async Task She_falls_silent_and_her_name_comes_up_on_the_list()
    {
        await lin.UntilAsync("2026-10-09 12:00");
        await lin.StandsAsync("interactive", "+.+++", (69, 76, 77), "verifying", "cooling");

        await lin.UntilAsync("2026-12-04 12:00");
        var reminder = (await shop.GetAsync($"/v1/follow-ups?ownerId={shop.Owner}&kind=riskReminder"))["items"]!.AsArray().Single()!;
        (reminder.Text("customerName"), reminder.Text("status")).Should().Be(("林晓梅", "due"));
        await shop.DoAsync($"/v1/follow-ups/{reminder.Text("id")}/complete", new { outcome = "noAnswer", note = "无人接听" });
        await lin.StandsAsync("interactive", "+.+++", (66, 74, 76), "verifying", "high");
    }

    private async Task She_is_lost_is_asked_back_and_says_why_she_left()
    {
        await lin.UntilAsync("2027-04-18 12:00");
        (await lin.LossAsync()).Should().Be(("2027-04-18", "unknown", "unknown", null), "nothing on record speaks of a cause");
        (await lin.MessageAsync("winBack")).Text("status").Should().Be("handedOver");
        await lin.StandsAsync("interactive", "+..+.", (null, 70, 73), "verifying", "lost");

        await lin.AnswersAsync("2027-05-03 20:00", "askWhy", ("cause", "convenience"), ("text", "搬家了，附近没有自提点。"));
        (await lin.LossAsync()).Should().Be(("2027-04-18", "convenience", "told", null));
    }

    private async Task She_comes_back()
    {
        await lin.OrdersAsync("2027-05-05 20:00", "o-3", TeaShop.Tea);
        (await lin.LossAsync()).Should().Be(("2027-04-18", "convenience", "told", "2027-05-05"));
        await lin.StandsAsync("interactive", "+..+.", (null, 70, 78), "verifying", "active");

        await lin.IsPromisedAsync("o-3", by: "2027-05-08 18:00");
        await lin.GetsAsync("2027-05-07 15:00", "o-3");
        await lin.RatesAsync("2027-05-15 10:00", (TeaShop.Tea, 5));
        await lin.StandsAsync("responsible", "+..+.", (76, 75, 78), "established", "active");
    }

    private async Task Two_years_on_she_still_buys()
    {
        await lin.OrdersAsync("2027-08-20 20:00", "o-4", TeaShop.Tea);
        await lin.OrdersAsync("2027-11-20 20:00", "o-5", TeaShop.Tea);
        await lin.GetsAsync("2027-11-22 15:00", "o-5");
        await lin.RatesAsync("2027-11-30 10:00", (TeaShop.Tea, 5));
        await lin.OrdersAsync("2028-02-20 20:00", "o-6", TeaShop.Tea);
        await lin.UntilAsync("2028-03-02 10:00");

        await lin.StandsAsync("responsible", "+..+.", (63, 71, 83), "verifying", "active");
        await shop.LedgerBalancesAsync("2026-03-02", "2028-03-02", wonBackIn: "2027-05-01");
    }
}
