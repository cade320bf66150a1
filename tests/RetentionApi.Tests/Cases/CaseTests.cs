using System.Net;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Cases;

/// <summary>What is decided about cases, through the front door.</summary>
[Collection(nameof(CasesTogether))]
public sealed class CaseTests(TestService service)
{
    [Fact]
    public async Task A_case_goes_from_receipt_to_the_customers_word()
    {
        var (shop, customer, opened) = await service.OpenCaseAsync();
        opened["step"]!["deadline"]!.GetValue<string>().Should().Be("2026-03-02T03:00:00Z");

        foreach (var (step, body) in new (string, object)[]
        {
            ("acknowledge", new { note = "Called." }), ("investigate", new { }), ("propose", new { proposal = "A new kettle." }), ("resolve", new { }), ("revisit", new { outcome = "solved" }),
        })
            await shop.DecideCaseAsync(opened, step, body);
        await shop.DispatchAsync();

        var closed = await shop.Client.GetAsync($"/v1/cases/{opened.Text("id")}").JsonAsync();
        (closed.Text("status"), closed.Text("outcome"), closed["step"]).Should().Be(("closed", "confirmed", null));
        (await shop.TimelineKindsAsync(customer)).Should().Contain(["caseOpened", "caseAcknowledged", "caseProposed", "caseResolved", "caseRevisited"]);
        (await shop.CaseEvidenceAsync()).Should().Contain($"caseConfirmed case:{opened.Text("id")}");
    }

    [Fact]
    public async Task One_of_several_without_an_id_of_yours_is_found_by_ours()
    {
        var (shop, customer, first) = await service.OpenCaseAsync();
        await shop.Client.PostAsync("/v1/cases", new { customerId = customer, text = "It is late.", topic = "delivery" }).JsonAsync(HttpStatusCode.Created);

        (await shop.DecideCaseAsync(first, "acknowledge", new { })).Text("id").Should().Be(first.Text("id"));
    }

    [Fact]
    public async Task Goodwill_and_notes_are_kept_and_owner_and_topic_change_under_its_version()
    {
        var (shop, _, opened) = await service.OpenCaseAsync();
        var staff = (await shop.Client.PostAsync("/v1/staff", new { name = "Li Lei" }).JsonAsync(HttpStatusCode.Created)).Text("id");

        var given = await shop.DecideCaseAsync(opened, "goodwill", new { kind = "gift", amount = new { amount = "30.00", currency = "CNY" }, reason = "For the trouble." });
        await shop.DecideCaseAsync(opened, "note", new { text = "Third of that batch." });
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
        var (shop, customer, opened) = await service.OpenCaseAsync();
        var address = $"/v1/cases/{opened.Text("id")}";

        (await shop.Client.PostAsync("/v1/cases", new { customerId = Guid.CreateVersion7(), text = "x", topic = "other" }).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("customer.unknown");
        (await shop.Client.PostAsync("/v1/cases", new { customerId = customer, text = "x", topic = "other", orderId = Guid.CreateVersion7() }).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity))
            .Should().Be("customer.order_unknown");
        (await shop.Client.PostAsync("/v1/cases", new { customerId = customer, text = " ", topic = "other" }).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("request.invalid");
        (await shop.Client.PostAsync($"{address}/revisit", new { outcome = "solved" }).ProblemCodeAsync(HttpStatusCode.Conflict)).Should().Be("case.not_resolved");
        await shop.DecideCaseAsync(opened, "resolve", new { });
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
            opened.Add((await shop.PostCaseAsync(customer, i)).Text("id"));

        var listed = await shop.Client.AllPagesAsync($"/v1/cases?customerId={customer}", 2, async () => await shop.PostCaseAsync(customer));

        listed.Select(c => c.Text("id")).Should().OnlyHaveUniqueItems().And.Contain(opened);
    }
}
