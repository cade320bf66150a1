using System.Net;
using NodaTime;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Cases;

/// <summary>The one clock of a case: on the work list, standing still, warned of, passed.</summary>
[Collection(nameof(CasesTogether))]
public sealed class CaseClockTests(TestService service)
{
    [Fact]
    public async Task Its_step_is_on_the_work_list_and_ends_at_the_case_alone()
    {
        var (shop, _, opened) = await service.OpenCaseAsync();

        var duty = (await shop.FollowUpsAsync("?kind=caseStep")).Single();

        (duty.Text("subjectId"), duty.Text("status")).Should().Be((opened.Text("id"), "due"));
        (await shop.Client.PostAsync($"/v1/follow-ups/{duty.Text("id")}/complete", new { outcome = "answered" }).ProblemCodeAsync(HttpStatusCode.Conflict)).Should().Be("follow_up.use_subject");
        await shop.DecideCaseAsync(opened, "resolve", new { });
        (await shop.FollowUpsAsync("?kind=caseStep")).Single()["step"]!.GetValue<int>().Should().Be(5);
    }

    [Fact]
    public async Task While_the_customer_is_waited_for_the_clock_stands_still()
    {
        var (shop, _, opened) = await service.OpenCaseAsync();

        var waiting = await shop.DecideCaseAsync(opened, "wait", new { @for = "A photograph." });
        await shop.PassAsync(Duration.FromDays(1));
        (await shop.RunAsync("missed-follow-ups")).ToString().Should().Be("nothing to do");
        (await shop.FollowUpsAsync("?kind=caseStep")).Should().BeEmpty();
        var resumed = await shop.DecideCaseAsync(opened, "resume", new { });

        waiting["step"]!["waitingSince"]!.GetValue<string>().Should().Be("2026-03-02T02:00:00Z");
        resumed["step"]!["deadline"]!.GetValue<string>().Should().Be("2026-03-03T03:00:00Z");
        (await shop.Client.PostAsync($"/v1/cases/{opened.Text("id")}/resume", new { }).ProblemCodeAsync(HttpStatusCode.Conflict)).Should().Be("case.not_waiting");
    }

    [Fact]
    public async Task Near_its_deadline_the_owner_is_warned_and_past_it_the_step_goes_to_whom_the_merchant_named()
    {
        var shop = await Shop.OpenAsync(service);
        var lead = (await shop.Client.PostAsync("/v1/staff", new { name = "Lead" }).JsonAsync(HttpStatusCode.Created)).Text("id");
        await shop.Client.PatchAsync("/v1/merchant", new { escalatesTo = lead }, "*").JsonAsync();
        var (customer, opened) = await shop.OpenCaseAsync();

        await shop.PassAsync(Duration.FromMinutes(48));
        (await shop.Client.AllPagesAsync("/v1/cases?warned=true", 10)).Should().BeEmpty();
        (await shop.RunAsync("case-clocks")).ToString().Should().Be("warned 1");
        (await shop.Client.AllPagesAsync("/v1/cases?warned=true", 10)).Single().Text("id").Should().Be(opened.Text("id"));
        await shop.PassAsync(Duration.FromMinutes(12));
        (await shop.RunAsync("case-clocks")).ToString().Should().Be("escalated 1");
        (await shop.RunAsync("case-clocks")).ToString().Should().Be("nothing to do");

        var known = await shop.Client.GetAsync($"/v1/cases/{opened.Text("id")}").JsonAsync();
        (known.Text("escalatedTo"), known["step"]!.Text("warnedAt"), known["step"]!.Text("escalatedAt")).Should().Be((lead, "2026-03-02T02:48:00Z", "2026-03-02T03:00:00Z"));
        (await shop.FollowUpsAsync($"?ownerId={lead}")).Single().Text("escalatedAt").Should().Be("2026-03-02T03:00:00Z");
        (await shop.TimelineKindsAsync(customer)).Should().Contain(["caseWarned", "caseEscalated"]);
    }

    [Fact]
    public async Task Past_its_deadline_a_step_goes_to_the_lead_of_its_owners_team()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("c-1");
        var lead = (await shop.Client.PostAsync("/v1/staff", new { name = "Lead" }).JsonAsync(HttpStatusCode.Created)).Text("id");
        var team = (await shop.Client.PostAsync("/v1/teams", new { name = "Care", leadId = lead }).JsonAsync(HttpStatusCode.Created)).Text("id");
        var owner = (await shop.Client.PostAsync("/v1/staff", new { name = "Li Lei", teamId = team }).JsonAsync(HttpStatusCode.Created)).Text("id");
        var opened = await shop.Client.PostAsync("/v1/cases", new { customerId = customer, text = "It leaks.", topic = "quality", ownerId = owner }).JsonAsync(HttpStatusCode.Created);
        await shop.PassAsync(Duration.FromHours(1));

        await shop.RunAsync("case-clocks");

        var known = await shop.Client.GetAsync($"/v1/cases/{opened.Text("id")}").JsonAsync();
        (known.Text("ownerId"), known.Text("escalatedTo")).Should().Be((owner, lead));
        (await shop.FollowUpsAsync($"?ownerId={lead}&kind=caseStep")).Should().ContainSingle();
    }

    [Theory]
    [InlineData(false, true, "Beyond")]
    [InlineData(false, false, "Owner")]
    [InlineData(true, false, "Lead")]
    public async Task A_step_is_not_given_to_who_has_left(bool isLeadThere, bool isNamedThere, string whoHasIt)
    {
        var shop = await Shop.OpenAsync(service);
        async Task<string> MakeAsync(string path, object body) => (await shop.Client.PostAsync(path, body).JsonAsync(HttpStatusCode.Created)).Text("id");
        var (lead, beyond) = (await MakeAsync("/v1/staff", new { name = "Lead" }), await MakeAsync("/v1/staff", new { name = "Beyond" }));
        var owner = await MakeAsync("/v1/staff", new { name = "Owner", teamId = await MakeAsync("/v1/teams", new { name = "Care", leadId = lead }) });
        await shop.Client.PatchAsync("/v1/merchant", new { escalatesTo = beyond }, "*").JsonAsync();
        await MakeAsync("/v1/cases", new { customerId = await shop.ReportAsync("c-1"), text = "It leaks.", topic = "quality", ownerId = owner });
        foreach (var (id, isThere) in new[] { (lead, isLeadThere), (beyond, isNamedThere) })
            await shop.Client.PatchAsync($"/v1/staff/{id}", new { isActive = isThere }, "*").JsonAsync();
        await shop.PassAsync(Duration.FromHours(1));

        await shop.RunAsync("case-clocks");

        var step = (await shop.FollowUpsAsync("?kind=caseStep")).Single();
        (step.Text("ownerId"), step.Text("escalatedAt")).Should().Be((whoHasIt switch { "Lead" => lead, "Beyond" => beyond, _ => owner }, "2026-03-02T03:00:00Z"));
    }

    [Fact]
    public async Task An_overdue_case_is_a_breach_until_the_customer_calls_it_solved()
    {
        var (shop, customer, opened) = await service.OpenCaseAsync();
        await shop.PassAsync(Duration.FromHours(2));
        await shop.RunAsync("missed-follow-ups");
        await shop.DispatchAsync();
        (await shop.Client.GetAsync($"/v1/customers/{customer}/trust").JsonAsync()).Text("stage").Should().Be("inRepair");
        (await shop.Client.GetAsync("/v1/cases?overdue=true").JsonAsync())["items"]!.AsArray().Should().ContainSingle();

        await shop.DecideCaseAsync(opened, "resolve", new { });
        await shop.DecideCaseAsync(opened, "revisit", new { outcome = "solved" });
        await shop.DispatchAsync();

        (await shop.Client.GetAsync($"/v1/customers/{customer}/trust").JsonAsync()).Text("stage").Should().NotBe("inRepair");
        (await shop.CaseEvidenceAsync()).Should().Contain([$"caseOverdue case:{opened.Text("id")}", $"breachRepaired case:{opened.Text("id")}"]);
        (await shop.Client.GetAsync("/v1/cases?overdue=true").JsonAsync())["items"]!.AsArray().Should().BeEmpty();
    }

    [Fact]
    public async Task A_manager_who_skips_its_step_closes_it_with_the_reason()
    {
        var (shop, _, opened) = await service.OpenCaseAsync();
        var duty = (await shop.FollowUpsAsync("?kind=caseStep")).Single();

        await shop.Client.PostAsync($"/v1/follow-ups/{duty.Text("id")}/skip", new { reason = "Reported twice." }).JsonAsync();

        var closed = await shop.Client.GetAsync($"/v1/cases/{opened.Text("id")}").JsonAsync();
        (closed.Text("status"), closed.Text("outcome"), closed.Text("closeReason")).Should().Be(("closed", "unconfirmed", "Reported twice."));
    }
}
