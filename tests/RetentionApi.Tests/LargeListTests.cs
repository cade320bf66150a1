using RetentionApi.Tests.Support;

namespace RetentionApi.Tests;

/// <summary>Every filter of every list finds its page by an index at a hundred thousand rows, as the application's role, under row-level security.</summary>
public sealed class LargeListTests(LargeShop shop) : IClassFixture<LargeShop>
{
    private const string Customer = "customerId=~shop:c-7", Owner = "ownerId=99c74683-3d7c-5f02-8009-e385d623ffed", One = LargeShop.One;

    public static readonly TheoryData<string> Lists =
    [
        "customers", "customers?level=responsible", "customers?riskBand=high", "customers?level=responsible&riskBand=high", "customers?tag=t7", $"customers?{Owner}", "customers?q=Name%2099", "customers?q=99",
        "customers?q=c7@example.com", "customers?updatedAfter=2026-02-20T00:00:00Z", "customers?sort=updatedAt", "customers?sort=-valueAtStake", "customers?sort=-valueAtStake&riskBand=high",
        "orders", $"orders?{Customer}", "orders?status=cancelled", "orders?placedAfter=2026-02-01T00:00:00Z", "orders?placedBefore=2026-01-10T00:00:00Z",
        "interactions", $"interactions?{Customer}", "interactions?kind=review", "interactions?kind=visit", "interactions?unanswered=true",
        "follow-ups", "follow-ups?status=scheduled", "follow-ups?kind=warranty", "follow-ups?level=cooperative", $"follow-ups?{Customer}", $"follow-ups?{Owner}",
        "follow-ups?dueBefore=2026-02-01T00:00:00Z",
        "cases", $"cases?{Customer}", "cases?status=received", "cases?status=closed", $"cases?{Owner}", "cases?overdue=true", "cases?warned=true",
        "promises", $"promises?{Customer}", "promises?status=open", "promises?dueBefore=2026-02-01T00:00:00Z", "promises?madeBy=99c74683-3d7c-5f02-8009-e385d623ffed",
        "defections", $"defections?{Customer}", "defections?cause=price", "defections?known=inferred", "defections?from=2020-01-01&to=2020-02-01", "defections?cameBack=true",
        "defections?cameBack=false", $"defections?{Owner}",
        "messages", $"messages?{Customer}", "messages?status=held", "messages?status=handedOver", "messages?holdReason=cap",
        $"surveys/{One}/responses", $"surveys/{One}/responses?{Customer}", $"surveys/{One}/responses?answeredBefore=2026-02-01T00:00:00Z",
        "suggestions", "suggestions?status=planned", $"suggestions?{Customer}", $"suggestions/{One}/voices",
        "batch-alerts", "batch-alerts?status=proposed", $"batch-alerts?productId={One}", $"batch-alerts/{One}/buyers", $"batch-alerts/{One}/buyers?state=notReached", $"batch-alerts/{One}/buyers?answer=keeps",
        "products", "products?category=g7", "products?q=sku99",
        "customers/~shop:c-7/timeline", "customers/~shop:c-7/timeline?kind=visit", "customers/~shop:c-7/timeline?from=2026-02-01T00:00:00Z&to=2026-02-20T00:00:00Z",
        "customers/~shop:c-7/interests", "customers/~shop:c-7/interests?open=true", "customers/~shop:c-7/advice", "customers/~shop:c-7/recommendations?category=g7",
        "audit-log", "audit-log?subjectId=019cab3c-7c00-7a51-b1a4-2f6d1c3e5a70", "audit-log?action=orderReported", "audit-log?from=2026-02-01T00:00:00Z&to=2026-02-20T00:00:00Z",
    ];

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task No_table_is_read_from_end_to_end(string list)
    {
        (await shop.WholeReadsAsync(shop.Admin, $"/v1/{list}")).Should().BeEmpty("an admin reads");
        (await shop.WholeReadsAsync(shop.Seller, $"/v1/{list}")).Should().BeEmpty("a seller reads");
    }

    [Theory]
    [InlineData("customers?level=responsible")]
    [InlineData("customers?sort=-valueAtStake&riskBand=high")]
    [InlineData("orders")]
    [InlineData("interactions?kind=review")]
    [InlineData("follow-ups?kind=warranty")]
    [InlineData("cases?status=received")]
    [InlineData("promises?status=open")]
    [InlineData("messages")]
    [InlineData("audit-log")]
    public async Task Nor_for_a_later_page(string list)
    {
        var page = await shop.Admin.GetAsync($"/v1/{list}").JsonAsync();
        var next = $"/v1/{list}{(list.Contains('?', StringComparison.Ordinal) ? '&' : '?')}cursor={page.Text("nextCursor")}";

        (await shop.WholeReadsAsync(shop.Admin, next)).Should().BeEmpty();
    }

    [Fact]
    public async Task Counting_reads_them_so_that_it_is_known_to_be_seen() =>
        (await shop.WholeReadsAsync(shop.Admin, "/v1/audit-log?action=orderReported&includeTotal=true")).Should().ContainSingle().Which.Should().StartWith("audit_entries");
}
