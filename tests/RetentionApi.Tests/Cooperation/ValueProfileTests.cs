using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Cooperation;

public sealed class ValueProfileTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task Of_whom_nothing_is_known_the_merchants_priority_holds()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("c-1");
        await shop.Client.PatchAsync("/v1/merchant", new { valuePriority = new[] { "quality", "relationship", "price", "convenience", "environment" } }, "*").JsonAsync();

        var profile = await ProfileAsync(shop, customer);

        (profile["isDefault"]!.GetValue<bool>(), profile["because"]!.Text("code")).Should().Be((true, "valueProfile.default"));
        WeightsOf(profile).Should().Equal(0.2m, 0.133m, 0.333m, 0.267m, 0.067m);
    }

    /// <summary>By default price comes first: prior 5/3, 4/3, 1, 2/3, 1/3; with 2 points for quality and 2 for environment 9 in all.</summary>
    [Fact]
    public async Task What_they_say_outright_counts_two_points_each_and_shows_where_it_comes_from()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("c-1");

        var profile = await shop.SayAsync(customer, "quality", "environment").JsonAsync();

        profile["isDefault"]!.GetValue<bool>().Should().BeFalse();
        WeightsOf(profile).Should().Equal(0.185m, 0.148m, 0.333m, 0.074m, 0.259m);
        var source = profile["weights"]![2]!["sources"]!.AsArray().Should().ContainSingle().Subject!;
        (source.Text("source"), source.Text("occurredAt"), source["points"]!.GetValue<decimal>()).Should().Be(($"customer:{customer}", "2026-03-02T02:00:00Z", 2));
    }

    [Fact]
    public async Task What_they_say_now_stands_instead_of_what_they_said()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("c-1");
        await shop.SayAsync(customer, "quality", "price").JsonAsync();
        await shop.SayAsync(customer, "price").JsonAsync();
        await shop.SayAsync(customer, "price").JsonAsync();

        var weights = (await ProfileAsync(shop, customer))["weights"]!.AsArray();

        weights.Select(w => w!["points"]!.GetValue<decimal>()).Should().Equal(2, 0, 0, 0, 0);
    }

    [Fact]
    public async Task After_an_objection_to_profiling_nothing_is_kept_and_whoever_writes_it_down_hears_so()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("c-1");
        await shop.SayAsync(customer, "quality").JsonAsync();
        await shop.ObjectAsync(customer, profiling: true).JsonAsync();
        await shop.DispatchAsync();

        (await shop.SayAsync(customer, "price").ProblemCodeAsync(HttpStatusCode.Conflict)).Should().Be("value_profile.withheld");
        var takenBack = await shop.SayAsync(customer).JsonAsync();

        (takenBack.Text("withheld"), takenBack["isDefault"]).Should().Be(("objection", null));
        takenBack["weights"]!.AsArray().Should().BeEmpty();
        (await service.Database.CountAsync($"value_points WHERE customer_id = '{customer}'")).Should().Be(0);
    }

    [Fact]
    public async Task An_objection_of_one_of_two_who_were_merged_is_one_of_both()
    {
        var shop = await Shop.OpenAsync(service);
        var (ann, anne) = (await shop.ReportAsync("c-1"), await shop.ReportAsync("c-2"));
        await shop.ObjectAsync(anne, profiling: true).JsonAsync();
        await shop.Client.PostAsync($"/v1/customers/{ann}/merge", new { duplicateId = anne }).JsonAsync();

        (await shop.SayAsync(ann, "price").ProblemCodeAsync(HttpStatusCode.Conflict)).Should().Be("value_profile.withheld");
    }

    [Fact]
    public async Task What_makes_no_sense_or_is_not_ours_is_refused()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("c-1");
        var (other, path) = (await service.NewMerchantAsync(), $"/v1/customers/{customer}/value-profile");

        (await shop.SayAsync(customer, "price", "price").ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("request.invalid");
        (await shop.Client.PutAsync(path, JsonContent.Create(new { values = new[] { "price" }, saidAt = "2030-01-01T00:00:00Z" })).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity))
            .Should().Be("value_profile.in_future");
        (await other.Client.PutAsync(path, JsonContent.Create(new { values = new[] { "price" } })).ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("customer.not_found");
        (await other.Client.GetAsync(path).ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("customer.not_found");
    }

    private static Task<JsonNode> ProfileAsync(Shop shop, Guid customer) => shop.Client.GetAsync($"/v1/customers/{customer}/value-profile").JsonAsync();

    private static IEnumerable<decimal> WeightsOf(JsonNode profile) => profile["weights"]!.AsArray().Select(w => w!["weight"]!.GetValue<decimal>());
}
