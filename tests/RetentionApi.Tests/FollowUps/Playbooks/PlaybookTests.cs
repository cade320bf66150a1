using System.Net;
using NodaTime;
using RetentionApi.Platform.Security;
using RetentionApi.Tests.Merchants.Policies;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.FollowUps.Playbooks;

public sealed class PlaybookTests(TestService service) : IClassFixture<TestService>
{
    private const string Delivery = "/v1/playbooks/delivery";

    [Fact]
    public async Task Every_playbook_can_be_read_with_its_steps()
    {
        var shop = await service.NewMerchantAsync();

        var all = (await shop.Client.GetAsync("/v1/playbooks").JsonAsync())["items"]!.AsArray();
        var one = await shop.Client.GetAsync(Delivery).JsonAsync();

        all.Select(p => p!.Text("id")).Should().Contain(["firstContact", "enquiry", "delivery", "useUp", "levelLapsing"]);
        (one.Text("kind"), one["isOwn"]!.GetValue<bool>(), one["steps"]![0]!.Text("after"), one["steps"]![0]!.Text("message")).Should().Be(("qualityCheck", false, "P7D", "survey"));
        one["stops"]!.ToJsonString().Should().Be("""["noKeptLine","marketingObjection"]""");
    }

    [Fact]
    public async Task A_merchant_does_it_their_way_from_then_on_and_what_runs_keeps_its_version()
    {
        var shop = await Shop.OpenAsync(service);
        var before = await shop.DeliverAsync("o-1");
        await shop.Client.PatchAsync(Delivery, """{"steps":[{"number":1,"after":"P10D","within":{"unit":"elapsed","duration":"P3D"}}]}""", "\"1\"").JsonAsync();
        await service.WorkAsync("recompute");
        var after = await shop.DeliverAsync("o-2");

        var (first, second) = (await shop.FollowUpAsync(before, "qualityCheck"), await shop.FollowUpAsync(after, "qualityCheck"));

        (first["policyVersion"]!.GetValue<int>(), first.Text("dueAt")).Should().Be((1, Shop.Text(TestService.Start - Duration.FromMinutes(2) + Duration.FromDays(7))));
        (second["policyVersion"]!.GetValue<int>(), second.Text("dueAt"), second.Text("deadline")).Should().Be(
            (2, Shop.Text(TestService.Start - Duration.FromMinutes(2) + Duration.FromDays(10)), Shop.Text(TestService.Start - Duration.FromMinutes(2) + Duration.FromDays(13))));
    }

    [Fact]
    public async Task Conditions_are_told_in_words_and_hold_back_whoever_does_not_meet_them()
    {
        var shop = await Shop.OpenAsync(service);
        var patch = """{"conditions":[{"kind":"orderTotalAtLeast","amount":{"amount":"1000.00","currency":"CNY"}}]}""";

        var changed = await shop.Client.PatchAsync(Delivery, patch, "*").JsonAsync();
        var customer = await shop.DeliverAsync("o-1");

        changed["conditions"]![0]!["what"]!.Text("text").Should().Be("订单金额不低于 1000.00 CNY。");
        (await shop.FollowUpsAsync($"?status=scheduled&kind=qualityCheck&customerId={customer}")).Should().BeEmpty();
    }

    [Fact]
    public async Task An_empty_list_brings_back_the_products_own()
    {
        var shop = await service.NewMerchantAsync();
        await shop.Client.PatchAsync(Delivery, """{"conditions":[{"kind":"firstOrderOnly"}]}""", "\"1\"").JsonAsync();

        var changed = await shop.Client.PatchAsync(Delivery, """{"conditions":[]}""", "\"2\"").JsonAsync();

        (changed["isOwn"]!.GetValue<bool>(), changed["conditions"]!.AsArray().Count, changed["policyVersion"]!.GetValue<int>()).Should().Be((false, 0, 3));
    }

    [Fact]
    public async Task A_paused_playbook_begins_nothing_until_it_is_resumed()
    {
        var shop = await Shop.OpenAsync(service);
        var running = await shop.DeliverAsync("o-1");
        (await shop.Client.PostAsync($"{Delivery}/pause", new { }).JsonAsync())["isPaused"]!.GetValue<bool>().Should().BeTrue();
        var customer = await shop.DeliverAsync("o-2");
        var paused = await shop.FollowUpsAsync($"?status=scheduled&kind=qualityCheck&customerId={customer}");

        await shop.Client.PostAsync($"{Delivery}/resume", new { }).JsonAsync();
        await service.WorkAsync("recompute");
        await shop.DispatchAsync();

        paused.Should().BeEmpty();
        (await shop.FollowUpsAsync($"?status=scheduled&kind=qualityCheck&customerId={running}")).Should().HaveCount(2);
        (await shop.FollowUpsAsync($"?status=scheduled&kind=qualityCheck&customerId={customer}")).Should().HaveCount(2);
    }

    [Theory]
    [InlineData("""{"steps":[{"number":7}]}""", HttpStatusCode.UnprocessableEntity, "/steps/0/number")]
    [InlineData("""{"steps":[{"number":1,"message":"service"}]}""", HttpStatusCode.UnprocessableEntity, "/steps/0/message")]
    [InlineData("""{"conditions":[{"kind":"levelIn","values":["top"]}]}""", HttpStatusCode.UnprocessableEntity, "/conditions/0")]
    [InlineData("""{"conditions":[{"kind":"weather"}]}""", HttpStatusCode.BadRequest, "/conditions/0/kind")]
    [InlineData("""{"conditions":[{"values":["vip"]}]}""", HttpStatusCode.BadRequest, "/conditions/0/kind")]
    public async Task What_makes_no_sense_is_refused_at_its_place(string patch, HttpStatusCode status, string pointer)
    {
        var shop = await service.NewMerchantAsync();

        var problem = await shop.Client.PatchAsync(Delivery, patch, "*").JsonAsync(status);

        problem["errors"]!.AsArray().Single()!.Text("pointer").Should().Be(pointer);
    }

    [Fact]
    public async Task Nobodys_change_is_lost_and_what_is_not_there_is_not_found()
    {
        var shop = await service.NewMerchantAsync();
        await shop.Client.PostAsync($"{Delivery}/pause", new { }).JsonAsync();

        (await shop.Client.PatchAsync(Delivery, "{}", "\"1\"").ProblemCodeAsync(HttpStatusCode.PreconditionFailed)).Should().Be("request.stale");
        (await shop.Client.PatchAsync("/v1/playbooks/rain", "{}", "*").ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("playbook.not_found");
        (await shop.Client.GetAsync("/v1/playbooks/rain").ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("playbook.not_found");
    }

    [Fact]
    public async Task A_merchants_playbooks_are_their_own()
    {
        var (mine, theirs) = (await service.NewMerchantAsync(), await service.NewMerchantAsync());
        var care = await service.NewMerchantAsync(Scopes.Care);

        await mine.Client.PostAsync($"{Delivery}/pause", new { }).JsonAsync();

        (await theirs.Client.GetAsync(Delivery).JsonAsync())["isPaused"]!.GetValue<bool>().Should().BeFalse();
        (await care.Client.PostAsync($"{Delivery}/pause", new { }).ProblemCodeAsync(HttpStatusCode.Forbidden)).Should().Be("request.missing_scope");
    }

    [Fact]
    public async Task What_was_bought_again_an_hour_ago_is_not_offered_though_it_was_not_derived_yet()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.Client.PostAsync("/v1/products", new { sku = "TEA-1", name = "Tea", useUpDays = 20, price = new { amount = "129.00", currency = "CNY" } }).JsonAsync(HttpStatusCode.Created);
        var customer = await shop.DeliverAsync("o-1");
        await shop.AllowAsync(customer);
        await shop.PassAsync(Duration.FromDays(33)); // two packs of twenty days, a week before
        await shop.Client.PostAsync("/v1/orders", Sample.Order("o-2", "c-o-1", Shop.Text(service.Clock.GetCurrentInstant() - Duration.FromHours(1)))).JsonAsync(HttpStatusCode.Created);

        await shop.RunAsync("due-follow-ups");

        (await shop.MessagesAsync(customer)).Where(m => m.Text("template") == "replenish").Should().BeEmpty();
        var duty = await shop.FollowUpAsync(customer, "replenish");
        (duty.Text("status"), duty.Text("cancellation")).Should().Be(("cancelled", "stopped"));
    }

    [Fact]
    public async Task Whoever_does_not_meet_the_conditions_any_more_gets_no_message()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.Client.PatchAsync(Delivery, """{"conditions":[{"kind":"customerTagNotIn","values":["wholesale"]}]}""", "*").JsonAsync();
        var customer = await shop.DeliverAsync("o-1");
        await shop.AllowAsync(customer);
        await shop.Client.PatchAsync($"/v1/customers/{customer}", """{"tags":["wholesale"]}""", "*").JsonAsync();
        await shop.PassAsync(Duration.FromDays(7));

        await shop.RunAsync("due-follow-ups");

        (await shop.FollowUpAsync(customer, "qualityCheck")).Text("cancellation").Should().Be("stopped");
        (await shop.MessagesAsync(customer)).Where(m => m.Text("template") == "qualityCheck").Should().BeEmpty();
    }
}
