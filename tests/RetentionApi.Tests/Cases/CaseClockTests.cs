using System.Net;
using System.Text.Json.Nodes;
using NodaTime;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Cases;

public sealed class CaseClockTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task Near_its_deadline_the_owner_is_warned_and_past_it_the_step_goes_to_whom_the_merchant_named()
    {
        var shop = await Shop.OpenAsync(service);
        var lead = await StaffAsync(shop, "Lead");
        await shop.Client.PatchAsync("/v1/merchant", new { escalatesTo = lead }, "*").JsonAsync();
        var customer = await shop.ReportAsync("c-1");
        var opened = await OpenAsync(shop, customer);

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
        (await shop.Client.AllPagesAsync($"/v1/customers/{customer}/timeline", 10)).Select(e => e.Text("kind")).Should().Contain(["caseWarned", "caseEscalated"]);
    }

    [Fact]
    public async Task Past_its_deadline_a_step_goes_to_the_lead_of_its_owners_team()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("c-1");
        var lead = await StaffAsync(shop, "Lead");
        var team = await TeamAsync(shop, lead);
        var owner = await StaffAsync(shop, "Li Lei", team);
        var opened = await OpenAsync(shop, customer, owner);
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
        var (lead, beyond) = (await StaffAsync(shop, "Lead"), await StaffAsync(shop, "Beyond"));
        var team = await TeamAsync(shop, lead);
        var owner = await StaffAsync(shop, "Owner", team);
        await shop.Client.PatchAsync("/v1/merchant", new { escalatesTo = beyond }, "*").JsonAsync();
        await OpenAsync(shop, await shop.ReportAsync("c-1"), owner);
        foreach (var (id, isThere) in new[] { (lead, isLeadThere), (beyond, isNamedThere) })
            await shop.Client.PatchAsync($"/v1/staff/{id}", new { isActive = isThere }, "*").JsonAsync();
        await shop.PassAsync(Duration.FromHours(1));

        await shop.RunAsync("case-clocks");

        var step = (await shop.FollowUpsAsync("?kind=caseStep")).Single();
        step.Text("ownerId").Should().Be(whoHasIt switch { "Lead" => lead, "Beyond" => beyond, _ => owner });
        step.Text("escalatedAt").Should().Be("2026-03-02T03:00:00Z");
    }

    private static async Task<string> StaffAsync(Shop shop, string name, string? teamId = null) =>
        (await shop.Client.PostAsync("/v1/staff", new { name, teamId }).JsonAsync(HttpStatusCode.Created)).Text("id");

    private static async Task<string> TeamAsync(Shop shop, string leadId) => (await shop.Client.PostAsync("/v1/teams", new { name = "Care", leadId }).JsonAsync(HttpStatusCode.Created)).Text("id");

    private static Task<JsonNode> OpenAsync(Shop shop, Guid customerId, string? ownerId = null) =>
        shop.Client.PostAsync("/v1/cases", new { customerId, text = "It leaks.", topic = "quality", ownerId }).JsonAsync(HttpStatusCode.Created);
}
