using System.Net;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Staffing;

public sealed class TeamTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task A_team_is_made_changed_and_listed()
    {
        var shop = await service.NewMerchantAsync();
        var lead = (await shop.Client.PostAsync("/v1/staff", new { name = "Li" }).JsonAsync(HttpStatusCode.Created)).Text("id");
        var team = (await shop.Client.PostAsync("/v1/teams", new { name = "Care" }).JsonAsync(HttpStatusCode.Created)).Text("id");

        var changed = await shop.Client.PatchAsync($"/v1/teams/{team}", new { leadId = lead, takesNewCustomers = true }, "\"1\"").JsonAsync();

        changed.Text("leadId").Should().Be(lead);
        changed["takesNewCustomers"]!.GetValue<bool>().Should().BeTrue();
        (await shop.Client.NamesOfAllPagesAsync("/v1/teams", 1)).Should().Equal("Care");
        (await shop.Client.GetAsync($"/v1/teams/{team}").JsonAsync()).Text("name").Should().Be("Care");
    }

    [Fact]
    public async Task Two_teams_have_two_names_and_a_lead_is_somebody_who_works_here()
    {
        var shop = await service.NewMerchantAsync();
        await shop.Client.PostAsync("/v1/teams", new { name = "Care" }).JsonAsync(HttpStatusCode.Created);
        var other = (await shop.Client.PostAsync("/v1/teams", new { name = "Sales" }).JsonAsync(HttpStatusCode.Created)).Text("id");

        (await shop.Client.PostAsync("/v1/teams", new { name = "Care" }).ProblemCodeAsync(HttpStatusCode.Conflict)).Should().Be("team.name_taken");
        (await shop.Client.PatchAsync($"/v1/teams/{other}", new { name = "Care" }, "\"1\"").ProblemCodeAsync(HttpStatusCode.Conflict)).Should().Be("team.name_taken");
        (await shop.Client.PostAsync("/v1/teams", new { name = "New", leadId = Guid.Empty }).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("team.lead_unknown");
        (await shop.Client.PostAsync("/v1/staff", new { name = "Li", teamId = Guid.Empty }).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("staff.team_unknown");
        (await shop.Client.GetAsync($"/v1/teams/{Guid.Empty}").ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("team.not_found");
    }

    [Fact]
    public async Task An_absence_is_told_listed_and_taken_back()
    {
        var shop = await service.NewMerchantAsync();
        var li = (await shop.Client.PostAsync("/v1/staff", new { name = "Li" }).JsonAsync(HttpStatusCode.Created)).Text("id");
        var address = $"/v1/staff/{li}/absences";
        await shop.Client.PostAsync(address, new { firstDay = "2026-03-02", lastDay = "2026-03-06" }).JsonAsync(HttpStatusCode.Created);
        var later = (await shop.Client.PostAsync(address, new { firstDay = "2026-10-01", lastDay = "2026-10-07" }).JsonAsync(HttpStatusCode.Created)).Text("id");

        using var ended = await shop.Client.DeleteAsync($"{address}/{later}");

        ended.StatusCode.Should().Be(HttpStatusCode.NoContent);
        (await shop.Client.AllPagesAsync(address, 1)).Select(a => a.Text("lastDay")).Should().Equal("2026-03-06");
        (await shop.Client.PostAsync(address, new { firstDay = "2026-03-06", lastDay = "2026-03-02" }).JsonAsync(HttpStatusCode.UnprocessableEntity))["errors"]![0]!.Text("pointer").Should().Be("/lastDay");
        (await shop.Client.GetAsync($"/v1/staff/{Guid.Empty}/absences").ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("staff.not_found");
    }
}
