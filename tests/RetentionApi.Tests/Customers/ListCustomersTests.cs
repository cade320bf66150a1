using System.Net;
using NodaTime;
using RetentionApi.Tests.Risk;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Customers;

public sealed class ListCustomersTests(TestService service) : IClassFixture<TestService>
{
    private const string Address = "/v1/customers";

    [Theory]
    [InlineData("-updatedAt")]
    [InlineData("updatedAt")]
    public async Task Every_customer_is_listed_once_while_customers_come(string sort)
    {
        var shop = await service.NewMerchantAsync();
        var names = new[] { "a", "b", "c", "d", "e", "f", "g" };
        foreach (var name in names)
            await ReportAsync(shop, name, isAtOnce: name is "c" or "d");

        var listed = await shop.Client.NamesOfAllPagesAsync($"{Address}?sort={sort}&updatedAfter=2020-01-01T00:00:00Z", 2, () => LateAsync(shop));

        listed.Where(n => n != "late").Should().BeEquivalentTo(names);
        if (sort == "-updatedAt")
            listed.Should().NotContain("late");
    }

    [Fact]
    public async Task Filters_find_whom_they_name()
    {
        var shop = await service.NewMerchantAsync();
        await shop.Client.PostAsync(Address, new { name = "Ann Wang", email = "ann@example.com", tags = new[] { "vip" } }).JsonAsync(HttpStatusCode.Created);
        await shop.Client.PostAsync(Address, new { name = "Ben", phone = "+8613800138000" }).JsonAsync(HttpStatusCode.Created);

        async Task<string> FindAsync(string filter) => string.Join(",", (await shop.Client.NamesOfAllPagesAsync($"{Address}?{filter}", 50)).Order());

        (await FindAsync("q=wang")).Should().Be("Ann Wang");
        (await FindAsync("q=ANN@example.com")).Should().Be("Ann Wang");
        (await FindAsync("q=%2B8613800138000")).Should().Be("Ben");
        (await FindAsync("tag=vip")).Should().Be("Ann Wang");
        (await FindAsync("level=basic")).Should().Be("Ann Wang,Ben");
        (await FindAsync("level=responsible")).Should().Be("");
        (await FindAsync("riskBand=high")).Should().Be("");
        (await FindAsync("ownerId=me")).Should().Be("");
        (await FindAsync("updatedAfter=2099-01-01T00:00:00Z")).Should().Be("");
    }

    [Theory]
    [InlineData("sort=name", "/sort")]
    [InlineData("riskBand=gone", "/riskBand")]
    [InlineData("ownerId=boss", "/ownerId")]
    public async Task A_filter_that_cannot_be_is_refused(string filter, string pointer)
    {
        var shop = await service.NewMerchantAsync();

        var problem = await shop.Client.GetAsync($"{Address}?{filter}").JsonAsync(HttpStatusCode.UnprocessableEntity);

        problem["errors"]!.AsArray().Single()!.Text("pointer").Should().Be(pointer);
    }

    [Theory]
    [InlineData("4")]
    [InlineData("Responsible")]
    [InlineData("best")]
    public async Task A_level_is_one_of_the_words_of_the_description(string level)
    {
        var shop = await service.NewMerchantAsync();

        var problem = await shop.Client.GetAsync($"{Address}?level={level}").JsonAsync(HttpStatusCode.BadRequest);

        problem.Text("detail").Should().Be("The parameter level is not of the expected form.");
    }

    [Fact]
    public async Task A_cursor_belongs_to_its_filters()
    {
        var shop = await service.NewMerchantAsync();
        await ReportAsync(shop, "a");
        await ReportAsync(shop, "b");
        var cursor = (await shop.Client.GetAsync($"{Address}?limit=1&level=basic").JsonAsync()).Text("nextCursor");

        foreach (var list in new[] { $"{Address}?limit=1&cursor={cursor}", $"/v1/staff?cursor={cursor}", $"{Address}?cursor=nonsense" })
            (await shop.Client.GetAsync(list).ProblemCodeAsync(HttpStatusCode.BadRequest)).Should().Be("cursor.invalid");
    }

    [Theory]
    [InlineData("王", "王小芳,王芳芳")]
    [InlineData("王小", "王小芳")]
    [InlineData("芳芳", "李芳芳,王芳芳")]
    [InlineData("小芳", "欧阳小芳 (VIP),王小芳")]
    [InlineData("阳小芳", "欧阳小芳 (VIP)")]
    public async Task A_Chinese_name_is_found_by_family_name_and_by_given_name(string words, string expected)
    {
        var shop = await service.NewMerchantAsync();
        foreach (var name in new[] { "王小芳", "王芳芳", "李芳芳", "欧阳小芳 (VIP)", "Ann" })
            await ReportAsync(shop, name);

        var found = await shop.Client.NamesOfAllPagesAsync($"{Address}?q={Uri.EscapeDataString(words)}", 50);

        found.Order(StringComparer.Ordinal).Should().Equal(expected.Split(',').Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_page_links_to_the_next_and_counts_when_asked()
    {
        var shop = await service.NewMerchantAsync();
        foreach (var name in new[] { "a", "b", "c" })
            await ReportAsync(shop, name);
        using var first = await shop.Client.GetAsync($"{Address}?limit=2&includeTotal=true&level=basic");

        var link = first.Headers.GetValues("Link").Single();
        (await Task.FromResult(first).JsonAsync())["total"]!.GetValue<int>().Should().Be(3);
        var second = await shop.Client.GetAsync(link[1..link.IndexOf('>', StringComparison.Ordinal)]).JsonAsync();
        second["items"]!.AsArray().Single()!.Text("name").Should().Be("a");
        second["nextCursor"].Should().BeNull();
    }

    [Fact]
    public async Task Words_that_too_many_match_say_that_not_all_were_looked_at()
    {
        var shop = await service.NewMerchantAsync();
        await service.AddBuyersAsync(shop, [.. Enumerable.Range(0, 1_001).Select(n => new Buyer($"wang {n:0000}", []))]);

        var wide = await shop.Client.GetAsync($"{Address}?q=wang&includeTotal=true").JsonAsync();
        var narrow = await shop.Client.GetAsync($"{Address}?q=wang 00&includeTotal=true").JsonAsync();

        (wide["isCut"]?.GetValue<bool>(), wide["total"]).Should().Be((true, null));
        (narrow["isCut"], narrow["total"]?.GetValue<long>()).Should().Be((null, 100L));
    }

    [Theory]
    [InlineData("", "a,b,c,d,e,f")]
    [InlineData("&riskBand=high", "a,c,d,f")]
    [InlineData("&riskBand=lost", "b,e")]
    public async Task Who_has_most_at_stake_comes_first_and_everybody_once(string filter, string expected)
    {
        var shop = await service.NewMerchantAsync();
        foreach (var name in new[] { "f", "e", "d", "c", "b", "a", "nothing" })
            await ReportAsync(shop, name);
        await StakeAsync(shop, "a high 900.5, b lost 900.4, c high 300.02, d high 300.01, e lost 20, f high 0");

        var names = await shop.Client.NamesOfAllPagesAsync($"{Address}?sort=-valueAtStake{filter}", 1, () => LateAsync(shop));

        names.Should().Equal(expected.Split(','));
    }

    [Fact]
    public async Task Of_the_same_value_everybody_is_listed_once()
    {
        var shop = await service.NewMerchantAsync();
        var names = Enumerable.Range(0, 7).Select(i => $"n{i}").ToList();
        foreach (var name in names)
            await ReportAsync(shop, name);
        await StakeAsync(shop, string.Join(", ", names.Select(n => $"{n} high 10")));

        (await shop.Client.NamesOfAllPagesAsync($"{Address}?sort=-valueAtStake", 2)).Should().BeEquivalentTo(names);
    }

    private async Task ReportAsync(TestMerchant shop, string name, bool isAtOnce = false)
    {
        if (!isAtOnce)
            service.Clock.Advance(Duration.FromMilliseconds(7));
        await shop.Client.PostAsync(Address, new { name }).JsonAsync(HttpStatusCode.Created);
    }

    /// <param name="stakes">Name, band and value, as a fit would have left them.</param>
    private Task<List<object?[]>> StakeAsync(TestMerchant shop, string stakes) => service.Database.QueryAsync(string.Join(';', stakes.Split(", ").Select(s => s.Split(' ')).Select(s => $"""
        UPDATE customer_standings SET risk_band = '{s[1]}', value_at_stake = {s[2]}
        WHERE merchant_id = '{shop.Id}' AND customer_id = (SELECT id FROM customers WHERE merchant_id = '{shop.Id}' AND name = '{s[0]}')
        """)));

    /// <summary>Ends after a few, or a list in order of arrival would never.</summary>
    private async Task LateAsync(TestMerchant shop)
    {
        if (await service.Database.CountAsync($"customers WHERE merchant_id = '{shop.Id}'") < 10)
            await ReportAsync(shop, "late");
    }
}
