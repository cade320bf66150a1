using System.Net;
using NodaTime;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.FollowUps;

public sealed class AssignmentTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task What_nobody_owns_goes_to_the_members_of_a_team_in_turn_and_the_customer_with_it()
    {
        var shop = await Shop.OpenAsync(service);
        var (li, han, _) = await TeamAsync(shop);
        var customers = await AskingCustomersAsync(shop, 4);

        await shop.RunAsync("assignments");

        (await OwnersAsync(shop)).GroupBy(o => o).ToDictionary(g => g.Key!, g => g.Count()).Should().BeEquivalentTo(new Dictionary<string, int> { [li] = 2, [han] = 2 });
        (await OwnerAsync(shop, customers[0])).Should().BeOneOf(li, han);
    }

    [Fact]
    public async Task The_turn_goes_on_where_it_stopped()
    {
        var shop = await Shop.OpenAsync(service);
        var (li, han, _) = await TeamAsync(shop);

        var owners = new List<string?>();
        for (var n = 0; n < 4; n++)
        {
            var customer = (await AskingCustomersAsync(shop, 1, $"round-{n}")).Single();
            await shop.RunAsync("assignments");
            owners.Add(await OwnerAsync(shop, customer));
            service.Clock.Advance(Duration.FromMinutes(1));
        }

        owners[..2].Should().BeEquivalentTo([li, han]);
        owners[2..].Should().Equal(owners[..2]);
    }

    [Fact]
    public async Task A_customer_who_has_an_owner_stays_theirs()
    {
        var shop = await Shop.OpenAsync(service);
        var (_, _, outside) = await TeamAsync(shop);
        var customer = await shop.ReportAsync("wang");
        await shop.Client.PatchAsync($"/v1/customers/{customer}", new { ownerId = outside }, "\"1\"").JsonAsync();
        await EnquireAsync(shop, "wang");
        await shop.QueryAsync($"UPDATE follow_ups SET owner_id = NULL WHERE merchant_id = '{shop.Merchant.Id}'");

        await shop.RunAsync("assignments");

        (await OwnersAsync(shop)).Should().Equal(outside);
    }

    [Fact]
    public async Task What_cannot_wait_for_an_absent_owner_goes_to_a_colleague_and_the_customer_stays_theirs()
    {
        var shop = await Shop.OpenAsync(service);
        var (li, han, _) = await TeamAsync(shop);
        var customer = (await AskingCustomersAsync(shop, 1)).Single();
        await shop.RunAsync("assignments");
        var owner = (await OwnersAsync(shop)).Single()!;
        await shop.Client.PostAsync($"/v1/staff/{owner}/absences", new { firstDay = "2026-03-02", lastDay = "2026-03-06" }).JsonAsync(HttpStatusCode.Created);

        await shop.RunAsync("assignments");

        (await OwnersAsync(shop)).Should().Equal(owner == li ? han : li);
        (await OwnerAsync(shop, customer)).Should().Be(owner);
    }

    [Fact]
    public async Task What_is_due_after_an_absence_waits_for_its_owner()
    {
        var shop = await Shop.OpenAsync(service);
        var (li, _, _) = await TeamAsync(shop);
        var customer = await shop.ReportAsync("wang");
        await shop.AskForAsync(customer, deadlineIn: Duration.FromDays(9), ownerId: Guid.Parse(li));
        await shop.Client.PostAsync($"/v1/staff/{li}/absences", new { firstDay = "2026-03-01", lastDay = "2026-03-06" }).JsonAsync(HttpStatusCode.Created);

        await shop.RunAsync("assignments");

        (await OwnersAsync(shop)).Should().Equal(li);
    }

    [Fact]
    public async Task The_customers_of_who_has_left_go_to_colleagues()
    {
        var shop = await Shop.OpenAsync(service);
        var (li, han, _) = await TeamAsync(shop);
        var customer = await shop.ReportAsync("wang");
        await shop.Client.PatchAsync($"/v1/customers/{customer}", new { ownerId = li }, "\"1\"").JsonAsync();
        await EnquireAsync(shop, "wang");
        await shop.Client.PatchAsync($"/v1/staff/{li}", new { isActive = false }, "\"1\"").JsonAsync();

        await shop.RunAsync("assignments");

        (await OwnersAsync(shop)).Should().Equal(han);
        (await OwnerAsync(shop, customer)).Should().Be(han);
    }

    [Fact]
    public async Task An_enquiry_that_was_missed_long_ago_still_finds_somebody()
    {
        var shop = await Shop.OpenAsync(service);
        await AskingCustomersAsync(shop, 1);
        await shop.PassAsync(Duration.FromDays(40));
        await shop.RunAsync("missed-follow-ups");
        var (li, han, _) = await TeamAsync(shop);

        await shop.RunAsync("assignments");

        (await OwnersAsync(shop)).Should().ContainSingle().Which.Should().BeOneOf(li, han);
    }

    [Fact]
    public async Task A_duty_is_given_to_a_colleague_by_hand()
    {
        var shop = await Shop.OpenAsync(service);
        var (li, _, _) = await TeamAsync(shop);
        var duty = await shop.AskForAsync(await shop.ReportAsync("wang"));

        var given = await shop.Client.PostAsync($"/v1/follow-ups/{duty.Text("id")}/assign", new { ownerId = li }).JsonAsync();
        var unknown = shop.Client.PostAsync($"/v1/follow-ups/{duty.Text("id")}/assign", new { ownerId = Guid.Empty });

        given.Text("ownerId").Should().Be(li);
        (await unknown.ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("follow_up.owner_unknown");
    }

    /// <summary>Two who take new customers in turn, and one who is in no team.</summary>
    private static async Task<(string Li, string Han, string Outside)> TeamAsync(Shop shop)
    {
        var team = (await shop.Client.PostAsync("/v1/teams", new { name = "Care", takesNewCustomers = true }).JsonAsync(HttpStatusCode.Created)).Text("id");
        async Task<string> MemberAsync(string name, string? teamId) => (await shop.Client.PostAsync("/v1/staff", new { name, teamId }).JsonAsync(HttpStatusCode.Created)).Text("id");
        return (await MemberAsync("Li", team), await MemberAsync("Han", team), await MemberAsync("Outside", null));
    }

    private static async Task<List<Guid>> AskingCustomersAsync(Shop shop, int count, string name = "c")
    {
        var ids = new List<Guid>();
        for (var n = 0; n < count; n++)
        {
            ids.Add(await shop.ReportAsync($"{name}-{n}"));
            await EnquireAsync(shop, $"{name}-{n}");
        }

        return ids;
    }

    private static async Task EnquireAsync(Shop shop, string customer)
    {
        var enquiry = new { source = "shop", externalId = $"e-{customer}", kind = "enquiry", occurredAt = "2026-03-02T01:59:00Z", customer = new { source = "shop", externalId = customer }, productSku = "TEA-1" };
        await shop.Client.PostAsync("/v1/interactions", enquiry).JsonAsync(HttpStatusCode.Created);
        await shop.DispatchAsync();
    }

    private static async Task<string?> OwnerAsync(Shop shop, Guid customer) =>
        (await shop.Client.GetAsync($"/v1/customers/{customer}").JsonAsync())["customer"]!["ownerId"]?.GetValue<string>();

    private static async Task<List<string?>> OwnersAsync(Shop shop) => [.. (await shop.FollowUpsAsync()).Select(f => f["ownerId"]?.GetValue<string>())];
}
