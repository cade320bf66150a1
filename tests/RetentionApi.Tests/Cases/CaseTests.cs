using System.Net;
using System.Text.Json.Nodes;
using NodaTime;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Cases;

/// <summary>What is decided about cases, through the front door.</summary>
public sealed class CaseTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task A_case_goes_from_receipt_to_the_customers_word()
    {
        var shop = await Shop.OpenAsync(service);
        var (customer, opened) = await OpenAsync(shop);
        opened["step"]!["deadline"]!.GetValue<string>().Should().Be("2026-03-02T03:00:00Z");

        foreach (var (step, body) in new (string, object)[]
        {
            ("acknowledge", new { note = "Called." }), ("investigate", new { }), ("propose", new { proposal = "A new kettle." }), ("resolve", new { }), ("revisit", new { outcome = "solved" }),
        })
            await DecideAsync(shop, opened, step, body);
        await shop.DispatchAsync();

        var closed = await shop.Client.GetAsync($"/v1/cases/{opened.Text("id")}").JsonAsync();
        (closed.Text("status"), closed.Text("outcome"), closed["step"]).Should().Be(("closed", "confirmed", null));
        (await KindsAsync(shop, customer)).Should().Contain(["caseOpened", "caseAcknowledged", "caseProposed", "caseResolved", "caseRevisited"]);
        (await EvidenceAsync(shop)).Should().Contain($"caseConfirmed case:{opened.Text("id")}");
    }

    [Fact]
    public async Task One_of_several_without_an_id_of_yours_is_found_by_ours()
    {
        var shop = await Shop.OpenAsync(service);
        var (customer, first) = await OpenAsync(shop);
        await shop.Client.PostAsync("/v1/cases", new { customerId = customer, text = "It is late.", topic = "delivery" }).JsonAsync(HttpStatusCode.Created);

        (await DecideAsync(shop, first, "acknowledge", new { })).Text("id").Should().Be(first.Text("id"));
    }

    [Fact]
    public async Task Its_step_is_on_the_work_list_and_ends_at_the_case_alone()
    {
        var shop = await Shop.OpenAsync(service);
        var (_, opened) = await OpenAsync(shop);

        var duty = (await shop.FollowUpsAsync("?kind=caseStep")).Single();

        (duty.Text("subjectId"), duty.Text("status")).Should().Be((opened.Text("id"), "due"));
        (await shop.Client.PostAsync($"/v1/follow-ups/{duty.Text("id")}/complete", new { outcome = "answered" }).ProblemCodeAsync(HttpStatusCode.Conflict)).Should().Be("follow_up.use_subject");
        await DecideAsync(shop, opened, "resolve", new { });
        (await shop.FollowUpsAsync("?kind=caseStep")).Single()["step"]!.GetValue<int>().Should().Be(5);
    }

    [Fact]
    public async Task While_the_customer_is_waited_for_the_clock_stands_still()
    {
        var shop = await Shop.OpenAsync(service);
        var (_, opened) = await OpenAsync(shop);

        var waiting = await DecideAsync(shop, opened, "wait", new { @for = "A photograph." });
        await shop.PassAsync(Duration.FromDays(1));
        (await shop.RunAsync("missed-follow-ups")).ToString().Should().Be("nothing to do");
        (await shop.FollowUpsAsync("?kind=caseStep")).Should().BeEmpty();
        var resumed = await DecideAsync(shop, opened, "resume", new { });

        waiting["step"]!["waitingSince"]!.GetValue<string>().Should().Be("2026-03-02T02:00:00Z");
        resumed["step"]!["deadline"]!.GetValue<string>().Should().Be("2026-03-03T03:00:00Z");
        (await shop.Client.PostAsync($"/v1/cases/{opened.Text("id")}/resume", new { }).ProblemCodeAsync(HttpStatusCode.Conflict)).Should().Be("case.not_waiting");
    }

    [Fact]
    public async Task An_overdue_case_is_a_breach_until_the_customer_calls_it_solved()
    {
        var shop = await Shop.OpenAsync(service);
        var (customer, opened) = await OpenAsync(shop);
        await shop.PassAsync(Duration.FromHours(2));
        await shop.RunAsync("missed-follow-ups");
        await shop.DispatchAsync();
        (await shop.Client.GetAsync($"/v1/customers/{customer}/trust").JsonAsync()).Text("stage").Should().Be("inRepair");
        (await shop.Client.GetAsync("/v1/cases?overdue=true").JsonAsync())["items"]!.AsArray().Should().ContainSingle();

        await DecideAsync(shop, opened, "resolve", new { });
        await DecideAsync(shop, opened, "revisit", new { outcome = "solved" });
        await shop.DispatchAsync();

        (await shop.Client.GetAsync($"/v1/customers/{customer}/trust").JsonAsync()).Text("stage").Should().NotBe("inRepair");
        (await EvidenceAsync(shop)).Should().Contain([$"caseOverdue case:{opened.Text("id")}", $"breachRepaired case:{opened.Text("id")}"]);
        (await shop.Client.GetAsync("/v1/cases?overdue=true").JsonAsync())["items"]!.AsArray().Should().BeEmpty();
    }

    [Fact]
    public async Task A_manager_who_skips_its_step_closes_it_with_the_reason()
    {
        var shop = await Shop.OpenAsync(service);
        var (_, opened) = await OpenAsync(shop);
        var duty = (await shop.FollowUpsAsync("?kind=caseStep")).Single();

        await shop.Client.PostAsync($"/v1/follow-ups/{duty.Text("id")}/skip", new { reason = "Reported twice." }).JsonAsync();

        var closed = await shop.Client.GetAsync($"/v1/cases/{opened.Text("id")}").JsonAsync();
        (closed.Text("status"), closed.Text("outcome"), closed.Text("closeReason")).Should().Be(("closed", "unconfirmed", "Reported twice."));
    }

    [Fact]
    public async Task Goodwill_and_notes_are_kept_and_owner_and_topic_change_under_its_version()
    {
        var shop = await Shop.OpenAsync(service);
        var (_, opened) = await OpenAsync(shop);
        var staff = (await shop.Client.PostAsync("/v1/staff", new { name = "Li Lei" }).JsonAsync(HttpStatusCode.Created)).Text("id");

        var given = await DecideAsync(shop, opened, "goodwill", new { kind = "gift", amount = new { amount = "30.00", currency = "CNY" }, reason = "For the trouble." });
        await DecideAsync(shop, opened, "note", new { text = "Third of that batch." });
        (await shop.Client.PatchAsync($"/v1/cases/{opened.Text("id")}", new { ownerId = staff }, "\"1\"").ProblemCodeAsync(HttpStatusCode.PreconditionFailed)).Should().Be("request.stale");
        var changed = await shop.Client.PatchAsync($"/v1/cases/{opened.Text("id")}", new { ownerId = staff, severity = "severe" }, "*").JsonAsync();

        given["goodwill"]![0]!["amount"]!.Text("amount").Should().Be("30.00");
        (changed.Text("ownerId"), changed.Text("severity")).Should().Be((staff, "severe"));
        (await shop.FollowUpsAsync($"?ownerId={staff}")).Should().ContainSingle();
        (await shop.Client.GetAsync($"/v1/cases?ownerId={staff}&status=received").JsonAsync())["items"]!.AsArray().Should().ContainSingle();
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused()
    {
        var shop = await Shop.OpenAsync(service);
        var (customer, opened) = await OpenAsync(shop);
        var address = $"/v1/cases/{opened.Text("id")}";

        (await shop.Client.PostAsync("/v1/cases", new { customerId = Guid.CreateVersion7(), text = "x", topic = "other" }).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("customer.unknown");
        (await shop.Client.PostAsync("/v1/cases", new { customerId = customer, text = "x", topic = "other", orderId = Guid.CreateVersion7() }).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity))
            .Should().Be("customer.order_unknown");
        (await shop.Client.PostAsync("/v1/cases", new { customerId = customer, text = " ", topic = "other" }).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("request.invalid");
        (await shop.Client.PostAsync($"{address}/revisit", new { outcome = "solved" }).ProblemCodeAsync(HttpStatusCode.Conflict)).Should().Be("case.not_resolved");
        await DecideAsync(shop, opened, "resolve", new { });
        (await shop.Client.PostAsync($"{address}/acknowledge", new { }).ProblemCodeAsync(HttpStatusCode.Conflict)).Should().Be("case.not_forward");
        (await shop.Client.PostAsync($"{address}/wait", new { @for = "x" }).ProblemCodeAsync(HttpStatusCode.Conflict)).Should().Be("case.cannot_wait");
        (await (await service.NewMerchantAsync()).Client.GetAsync(address).ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("case.not_found");
    }

    [Fact]
    public async Task Told_again_under_its_own_id_it_is_the_same_case()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("c-1");
        var body = new { customer = new { source = "shop", externalId = "c-1" }, text = "It leaks.", topic = "quality", source = "zendesk", externalId = "47/11" };

        var first = await shop.Client.PostAsync("/v1/cases", body).JsonAsync(HttpStatusCode.Created);
        var again = await shop.Client.PostAsync("/v1/cases", body).JsonAsync();

        (again.Text("id"), again.Text("customerId")).Should().Be((first.Text("id"), customer.ToString()));
        (await shop.Client.GetAsync("/v1/cases/~zendesk:47%2F11").JsonAsync()).Text("id").Should().Be(first.Text("id"));
        (await shop.FollowUpsAsync("?kind=caseStep")).Should().ContainSingle();
    }

    [Fact]
    public async Task Every_case_is_listed_once_while_others_come()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("c-1");
        var opened = new List<string>();
        foreach (var i in Enumerable.Range(0, 5))
            opened.Add((await PostAsync(shop, customer, i)).Text("id"));

        var listed = await shop.Client.AllPagesAsync($"/v1/cases?customerId={customer}", 2, async () => await PostAsync(shop, customer, 0));

        listed.Select(c => c.Text("id")).Should().OnlyHaveUniqueItems().And.Contain(opened);
    }

    private async Task<JsonNode> PostAsync(Shop shop, Guid customer, int minutesAgo) => await shop.Client.PostAsync(
        "/v1/cases", new { customerId = customer, text = "It leaks.", topic = "quality", receivedAt = Shop.Text(service.Clock.GetCurrentInstant() - Duration.FromMinutes(minutesAgo)) })
        .JsonAsync(HttpStatusCode.Created);

    private async Task<(Guid Customer, JsonNode Case)> OpenAsync(Shop shop)
    {
        var customer = await shop.ReportAsync("c-1");
        return (customer, await PostAsync(shop, customer, 0));
    }

    private static Task<JsonNode> DecideAsync(Shop shop, JsonNode opened, string decision, object body) => shop.Client.PostAsync($"/v1/cases/{opened.Text("id")}/{decision}", body).JsonAsync();

    private static async Task<List<string>> KindsAsync(Shop shop, Guid customer) =>
        [.. (await shop.Client.GetAsync($"/v1/customers/{customer}/timeline").JsonAsync())["items"]!.AsArray().Select(e => e!.Text("kind"))];

    private static async Task<List<string>> EvidenceAsync(Shop shop) =>
        [.. (await shop.QueryAsync($"SELECT kind || ' ' || source FROM evidence WHERE merchant_id = '{shop.Merchant.Id}'")).Select(r => (string)r[0]!)];
}
