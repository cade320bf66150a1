using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Customers;

public sealed class MergeCustomersTests(TestService service) : IClassFixture<TestService>
{
    private const string Address = "/v1/customers";

    [Fact]
    public async Task Two_who_share_an_address_name_each_other_and_become_one()
    {
        var shop = await service.NewMerchantAsync();
        var (ann, anne) = (await CustomerAsync(shop, "1", "ann@example.com"), await CustomerAsync(shop, "2", "ann@example.com"));
        var before = await shop.Client.GetAsync($"{Address}/{ann}").JsonAsync();

        var person = await MergeAsync(shop, ann, anne).JsonAsync();

        before["possibleDuplicates"]!.AsArray().Select(d => d!.Text("id")).Should().Equal(anne);
        person["mergedIds"]!.AsArray().Select(i => i!.GetValue<string>()).Should().Equal(anne);
        var after = await shop.Client.GetAsync($"{Address}/~pos:2").JsonAsync();
        after["customer"]!.Text("id").Should().Be(ann);
        after["customer"]!["identities"]!.AsArray().Should().HaveCount(2);
        after["possibleDuplicates"]!.AsArray().Should().BeEmpty();
        (await shop.Client.AllPagesAsync(Address, 10)).Select(c => c.Text("id")).Should().Equal(ann);
    }

    [Fact]
    public async Task Level_follows_the_facts_of_both_and_comes_apart_again()
    {
        var shop = await service.NewMerchantAsync();
        var (ann, anne) = (await CustomerAsync(shop, "1"), await CustomerAsync(shop, "2"));
        await AnsweredEnquiryAsync(shop, anne);
        await service.DispatchAsync(shop);

        await MergeAsync(shop, ann, anne).JsonAsync();
        await service.DispatchAsync(shop);
        var merged = await LevelAsync(shop, ann);
        await shop.Client.PostAsync($"{Address}/{ann}/unmerge", new { duplicateId = anne }).JsonAsync();
        await service.DispatchAsync(shop);

        merged.Should().Be("proactive");
        (await LevelAsync(shop, ann)).Should().Be("basic");
        (await LevelAsync(shop, anne)).Should().Be("proactive");
        (await shop.Client.AllPagesAsync($"{Address}?level=proactive", 10)).Select(c => c.Text("id")).Should().Equal(anne);
    }

    [Fact]
    public async Task The_timeline_names_levels_by_their_words()
    {
        var shop = await service.NewMerchantAsync();
        var ann = await CustomerAsync(shop, "1");
        await AnsweredEnquiryAsync(shop, ann);
        await service.DispatchAsync(shop);

        (await shop.Client.AllPagesAsync($"{Address}/{ann}/timeline?kind=levelChanged", 10)).Single().Text("summary").Should().Be("basic → proactive");
    }

    [Fact]
    public async Task Who_was_merged_before_follows_and_goes_back_with_their_own()
    {
        var shop = await service.NewMerchantAsync();
        var (a, b, c) = (await CustomerAsync(shop, "a"), await CustomerAsync(shop, "b"), await CustomerAsync(shop, "c"));
        await MergeAsync(shop, b, c).JsonAsync();

        var person = await MergeAsync(shop, a, b).JsonAsync();
        var ofFollower = await shop.Client.GetAsync($"{Address}/~pos:c").JsonAsync();
        await shop.Client.PostAsync($"{Address}/{a}/unmerge", new { duplicateId = b }).JsonAsync();

        person["mergedIds"]!.AsArray().Select(i => i!.GetValue<string>()).Should().BeEquivalentTo(b, c);
        ofFollower["customer"]!.Text("id").Should().Be(a);
        (await shop.Client.GetAsync($"{Address}/~pos:c").JsonAsync())["customer"]!.Text("id").Should().Be(b);
    }

    [Fact]
    public async Task The_survivor_is_found_by_what_is_known_of_the_duplicate()
    {
        var shop = await service.NewMerchantAsync();
        var ann = await CustomerAsync(shop, "1");
        var anne = (await shop.Client.PostAsync(Address, new { source = "pos", externalId = "2", name = "Annabel", tags = new[] { "vip" } }).JsonAsync(HttpStatusCode.Created)).Text("id");

        await MergeAsync(shop, ann, anne).JsonAsync();

        foreach (var filter in new[] { "tag=vip", "q=annabel" })
            (await shop.Client.AllPagesAsync($"{Address}?{filter}", 10)).Select(c => c.Text("id")).Should().Equal(ann);
    }

    [Fact]
    public async Task Of_two_merges_at_once_that_would_cross_one_happens()
    {
        var shop = await service.NewMerchantAsync();
        var (a, b) = (await CustomerAsync(shop, "a"), await CustomerAsync(shop, "b"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => i % 2 == 0 ? MergeAsync(shop, a, b) : MergeAsync(shop, b, a)));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).Should().Be(1);
        (await service.Database.CountAsync($"customer_aliases WHERE merchant_id = '{shop.Id}'")).Should().Be(1);
    }

    [Fact]
    public async Task Of_open_duties_for_both_the_later_is_cancelled()
    {
        var shop = await service.NewMerchantAsync();
        var (ann, anne) = (await CustomerAsync(shop, "1", "ann@example.com"), await CustomerAsync(shop, "2", "anne@example.com"));
        await service.DispatchAsync(shop);

        await MergeAsync(shop, ann, anne).JsonAsync();
        await service.DispatchAsync(shop);

        var welcomes = await service.Database.QueryAsync($"SELECT cancellation::text FROM follow_ups WHERE merchant_id = '{shop.Id}' AND kind = 'welcome'");
        welcomes.Select(row => row[0] as string).Should().BeEquivalentTo([null, "merged"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_objection_of_either_is_one_of_the_person_and_nothing_of_levels_stays_written_down(bool isTheSurvivors)
    {
        var shop = await service.NewMerchantAsync();
        var (ann, anne) = (await CustomerAsync(shop, "1"), await CustomerAsync(shop, "2"));
        foreach (var customer in new[] { ann, anne })
            await AnsweredEnquiryAsync(shop, customer);
        await service.DispatchAsync(shop);
        using var objected = await shop.Client.PutAsync($"{Address}/{(isTheSurvivors ? ann : anne)}/objections", JsonContent.Create(new { profiling = true, marketing = false, restriction = false }));
        var before = await service.Database.CountAsync($"level_transitions WHERE merchant_id = '{shop.Id}'");

        await MergeAsync(shop, ann, anne).JsonAsync();

        (objected.StatusCode, before).Should().Be((HttpStatusCode.OK, 1));
        (await service.Database.CountAsync($"level_transitions WHERE merchant_id = '{shop.Id}'")).Should().Be(0);
        (await shop.Client.AllPagesAsync($"{Address}/{ann}/timeline?kind=levelChanged", 10)).Should().BeEmpty();
        (await shop.Client.AllPagesAsync($"{Address}?level=proactive", 10)).Should().BeEmpty();
    }

    [Fact]
    public async Task Circles_strangers_and_second_merges_are_refused()
    {
        var (shop, other) = (await service.NewMerchantAsync(), await service.NewMerchantAsync());
        var (a, b, c) = (await CustomerAsync(shop, "a"), await CustomerAsync(shop, "b"), await CustomerAsync(shop, "c"));
        await MergeAsync(shop, a, b).JsonAsync();

        (await MergeAsync(shop, a, a).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("customer.merged_into_itself");
        (await MergeAsync(shop, b, a).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("customer.merged_into_itself");
        (await MergeAsync(shop, c, b).ProblemCodeAsync(HttpStatusCode.Conflict)).Should().Be("customer.already_merged");
        (await MergeAsync(shop, a, Guid.Empty.ToString()).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("customer.duplicate_unknown");
        (await MergeAsync(other, a, c).ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("customer.not_found");
    }

    [Fact]
    public async Task A_merge_can_be_undone_for_thirty_days()
    {
        var shop = await service.NewMerchantAsync();
        var (a, b) = (await CustomerAsync(shop, "a"), await CustomerAsync(shop, "b"));
        var never = shop.Client.PostAsync($"{Address}/{a}/unmerge", new { duplicateId = b }).ProblemCodeAsync(HttpStatusCode.Conflict);
        (await never).Should().Be("customer.not_merged");
        await MergeAsync(shop, a, b).JsonAsync();

        service.Clock.AdvanceDays(31);

        (await shop.Client.PostAsync($"{Address}/{a}/unmerge", new { duplicateId = b }).ProblemCodeAsync(HttpStatusCode.Conflict)).Should().Be("customer.merged_long_ago");
    }

    private static Task<HttpResponseMessage> MergeAsync(TestMerchant shop, string survivor, string duplicate) =>
        shop.Client.PostAsync($"{Address}/{survivor}/merge", new { duplicateId = duplicate });

    private static async Task<string> CustomerAsync(TestMerchant shop, string externalId, string? email = null) =>
        (await shop.Client.PostAsync(Address, new { source = "pos", externalId, email }).JsonAsync(HttpStatusCode.Created)).Text("id");

    private static async Task<string> LevelAsync(TestMerchant shop, string customer) =>
        (await shop.Client.GetAsync($"{Address}/{customer}").JsonAsync())["customer"]!["standing"]!.Text("level");

    private Task<JsonNode> AnsweredEnquiryAsync(TestMerchant shop, string customerId)
    {
        var now = service.Clock.GetCurrentInstant().ToString();
        return shop.Client.PostAsync("/v1/interactions", new { source = "zendesk", externalId = customerId, kind = "enquiry", productSku = "TEA-1", customerId, occurredAt = now, answeredAt = now })
            .JsonAsync(HttpStatusCode.Created);
    }
}
