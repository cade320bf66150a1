using System.Net;
using NodaTime;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.FollowUps;

public sealed class ListFollowUpsTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task The_list_has_no_gap_and_no_repeat_while_work_comes_in()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("c-1");
        for (var day = 1; day <= 7; day++)
            await shop.AskForAsync(customer, deadlineIn: Duration.FromDays(day));

        var pages = await shop.Client.AllPagesAsync("/v1/follow-ups", limit: 2, meanwhile: () => shop.AskForAsync(customer, deadlineIn: Duration.FromHours(1)));

        pages.Select(f => f.Text("deadline")).Should().BeInAscendingOrder().And.HaveCount(7).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task What_comes_later_is_not_yet_on_the_list()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("c-1");
        var later = await shop.AskForAsync(customer, dueIn: Duration.FromDays(1));

        (await shop.FollowUpsAsync()).Should().BeEmpty();
        (await shop.FollowUpsAsync("?status=scheduled")).Single().Text("id").Should().Be(later.Text("id"));
    }

    [Fact]
    public async Task My_own_work_is_found_by_me()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("c-1");
        var ann = (await shop.Client.PostAsync("/v1/staff", new { name = "Ann" }).JsonAsync(HttpStatusCode.Created)).Text("id");
        var key = await shop.Client.PostAsync("/v1/api-keys", new { name = "Ann's", scopes = new[] { "sales" }, staffId = ann }).JsonAsync(HttpStatusCode.Created);
        var mine = await shop.AskForAsync(customer, ownerId: Guid.Parse(ann));
        await shop.AskForAsync(customer);

        var list = await service.ClientOf(key.Text("apiKey")).GetAsync("/v1/follow-ups?ownerId=me").JsonAsync();

        list["items"]!.AsArray().Single()!.Text("id").Should().Be(mine.Text("id"));
        (await shop.FollowUpsAsync("?ownerId=me")).Should().BeEmpty("this key is nobody's");
    }

    [Theory]
    [InlineData("kind=bestValue", 1)]
    [InlineData("kind=welcome", 1)]
    [InlineData("kind=warranty", 0)]
    [InlineData("level=cooperative", 1)]
    [InlineData("level=interactive", 0)]
    [InlineData("dueBefore=2026-03-02T02:00:00Z", 0)]
    [InlineData("dueBefore=2026-03-02T02:00:01Z", 2)]
    [InlineData("customerId=019cab3c-7c00-7a51-b1a4-2f6d1c3e5a71", 0)]
    public async Task The_list_can_be_narrowed(string filter, int expected)
    {
        var shop = await Shop.OpenAsync(service);
        await shop.AskForAsync(await shop.ReportAsync("c-1", new() { ["email"] = "one@example.com" }));

        (await shop.FollowUpsAsync($"?{filter}")).Should().HaveCount(expected);
        (await shop.Client.GetAsync($"/v1/follow-ups?{filter}&includeTotal=true").JsonAsync())["total"]!.GetValue<int>().Should().Be(expected);
    }

    [Theory]
    [InlineData("kind", "qualityCheck")]
    [InlineData("note", " ")]
    [InlineData("deadline", "2026-03-02T01:00:00Z")]
    [InlineData("dueAt", "2026-03-20T00:00:00Z")]
    public async Task A_follow_up_by_hand_that_makes_no_sense_is_refused(string member, string value)
    {
        var shop = await Shop.OpenAsync(service);
        var body = new Dictionary<string, object> { ["customerId"] = await shop.ReportAsync("c-1"), ["kind"] = "winBack", ["note"] = "Call.", ["deadline"] = "2026-03-10T00:00:00Z" };

        var problem = await shop.Client.PostAsync("/v1/follow-ups", body.With(member, value)).JsonAsync(HttpStatusCode.UnprocessableEntity);

        problem["errors"]!.AsArray().Single()!.Text("pointer").Should().Be($"/{member}");
    }

    [Theory]
    [InlineData("customerId", "follow_up.customer_unknown")]
    [InlineData("ownerId", "follow_up.owner_unknown")]
    public async Task Nobody_can_be_named_who_is_not_there(string member, string code)
    {
        var shop = await Shop.OpenAsync(service);
        var body = new Dictionary<string, object> { ["customerId"] = await shop.ReportAsync("c-1"), ["kind"] = "winBack", ["note"] = "Call.", ["deadline"] = "2026-03-10T00:00:00Z" };

        (await shop.Client.PostAsync("/v1/follow-ups", body.With(member, Guid.Empty)).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be(code);
    }
}
