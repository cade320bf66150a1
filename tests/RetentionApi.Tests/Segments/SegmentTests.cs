using System.Net;
using NodaTime;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Segments;

public sealed class SegmentTests(TestService service) : IClassFixture<TestService>
{
    private const string Address = "/v1/segments";

    [Fact]
    public async Task A_segment_counts_and_pages_who_meets_its_criteria()
    {
        var shop = await Shop.OpenAsync(service);
        foreach (var n in Enumerable.Range(1, 3))
            await TaggedAsync(shop, $"w-{n}", "wholesale");
        await shop.ReportAsync("other");

        var segment = await shop.Client.PostAsync(Address, Body("Wholesale", tag: "wholesale")).JsonAsync(HttpStatusCode.Created);

        segment["customers"]!.GetValue<long>().Should().Be(3);
        (await shop.Client.NamesOfAllPagesAsync($"{Address}/{segment.Text("id")}/customers", 2)).Should().BeEquivalentTo("w-1", "w-2", "w-3");
        (await shop.Client.AllPagesAsync($"/v1/customers?segmentId={segment.Text("id")}&level=basic", 2)).Should().HaveCount(3);
        (await shop.Client.AllPagesAsync($"/v1/customers?segmentId={segment.Text("id")}&level=responsible", 2)).Should().BeEmpty();
    }

    [Fact]
    public async Task Who_comes_later_is_in_it_and_is_counted_within_the_hour()
    {
        var shop = await Shop.OpenAsync(service);
        var id = (await shop.Client.PostAsync(Address, Body("Wholesale", tag: "wholesale")).JsonAsync(HttpStatusCode.Created)).Text("id");
        await TaggedAsync(shop, "w-1", "wholesale");
        service.Clock.Advance(Duration.FromMinutes(30));

        await shop.RunAsync("segment-counts");

        (await shop.Client.GetAsync($"{Address}/{id}").JsonAsync())["customers"]!.GetValue<long>().Should().Be(1);
    }

    [Fact]
    public async Task A_segment_is_changed_and_forgotten()
    {
        var shop = await Shop.OpenAsync(service);
        await TaggedAsync(shop, "w-1", "retail");
        var id = (await shop.Client.PostAsync(Address, Body("Wholesale", tag: "wholesale")).JsonAsync(HttpStatusCode.Created)).Text("id");

        var changed = await shop.Client.PatchAsync($"{Address}/{id}", new { name = "Retail", criteria = new { tag = "retail" } }, "\"1\"").JsonAsync();
        using var stale = await DeleteAsync(shop, id, "\"1\"");
        using var gone = await DeleteAsync(shop, id, "\"2\"");

        changed["customers"]!.GetValue<long>().Should().Be(1);
        stale.StatusCode.Should().Be(HttpStatusCode.PreconditionFailed);
        gone.StatusCode.Should().Be(HttpStatusCode.NoContent);
        (await shop.Client.GetAsync($"{Address}/{id}").ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("segment.not_found");
        (await shop.Client.GetAsync($"/v1/customers?segmentId={id}").ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("segment.unknown");
    }

    [Fact]
    public async Task What_cannot_be_a_segment_is_refused()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.Client.PostAsync(Address, Body("Wholesale", tag: "wholesale")).JsonAsync(HttpStatusCode.Created);

        (await shop.Client.PostAsync(Address, Body("Wholesale", tag: "w")).ProblemCodeAsync(HttpStatusCode.Conflict)).Should().Be("segment.name_taken");
        (await shop.Client.PostAsync(Address, Body("All")).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("segment.without_criteria");
        (await shop.Client.PostAsync(Address, Body("Mine", ownerId: "me")).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("segment.owner_is_me");
        (await shop.Client.PostAsync(Address, Body("Band", riskBand: "cold")).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("request.invalid");
    }

    [Fact]
    public async Task Segments_are_listed_by_name()
    {
        var shop = await Shop.OpenAsync(service);
        foreach (var name in new[] { "b", "c", "a" })
            await shop.Client.PostAsync(Address, Body(name, tag: name)).JsonAsync(HttpStatusCode.Created);

        (await shop.Client.NamesOfAllPagesAsync(Address, 2)).Should().Equal("a", "b", "c");
    }

    private static object Body(string name, string? tag = null, string? ownerId = null, string? riskBand = null) => new { name, criteria = new { tag, ownerId, riskBand } };

    private static Task<Guid> TaggedAsync(Shop shop, string customer, string tag) => shop.ReportAsync(customer, new() { ["name"] = customer, ["tags"] = new[] { tag } });

    private static Task<HttpResponseMessage> DeleteAsync(Shop shop, string id, string ifMatch)
    {
        var request = new HttpRequestMessage(HttpMethod.Delete, $"{Address}/{id}");
        request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return shop.Client.SendAsync(request);
    }
}
