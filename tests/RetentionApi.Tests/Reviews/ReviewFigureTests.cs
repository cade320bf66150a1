using System.Text.Json.Nodes;
using NodaTime;
using RetentionApi.Domain.Merchants;
using RetentionApi.Domain.Relationships;
using RetentionApi.Relationships;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Reviews;

public sealed class ReviewFigureTests(TestService service) : IClassFixture<TestService>
{
    private static readonly string[] Layers = ["cognitive", "affective", "behavioural"];

    [Fact]
    public async Task It_takes_who_moved_and_who_came_in_its_quarter()
    {
        var (shop, _) = await QuarterAsync();

        var figures = (await shop.ReviewAsync())["figures"]!;

        Numbers(figures, "customers", "newcomers", "risen", "fallen", "lost", "wonBack").Should().Equal(3, 1, 1, 0, 0, 0);
        Levels(figures).Should().Equal(("basic", 2, 2), ("proactive", 0, 0), ("cooperative", 0, 0), ("responsible", 0, 1), ("interactive", 0, 0));
    }

    [Fact]
    public async Task The_quarter_before_ends_as_this_one_began()
    {
        var (shop, _) = await QuarterAsync();
        var before = await shop.ReviewAsync(quarter: "2025-Q4");

        var review = await shop.ReviewAsync();

        Levels(before["figures"]!).Select(l => l.AtEnd).Should().Equal(Levels(review["figures"]!).Select(l => l.AtStart));
        review["before"]!.ToJsonString().Should().Be(before["figures"]!.ToJsonString());
        before["before"].Should().BeNull();
        foreach (var figures in new[] { before["figures"]!, review["figures"]! })
        {
            Levels(figures).Sum(l => l.AtEnd).Should().Be(Numbers(figures, "customers").Single());
            (Levels(figures).Sum(l => l.AtStart) + Numbers(figures, "newcomers").Single()).Should().Be(Numbers(figures, "customers").Single());
        }
    }

    [Fact]
    public async Task Trust_is_that_of_each_of_whom_enough_is_known()
    {
        var (shop, buyer) = await QuarterAsync();
        var shown = (await shop.Client.GetAsync($"/v1/customers/{buyer}/trust").JsonAsync())["layers"]!.AsArray().ToDictionary(l => l!.Text("layer"), l => l!["number"]?.GetValue<int>());

        var trust = (await shop.ReviewAsync())["figures"]!["trust"]!.AsArray();

        trust.Select(t => t!.Text("layer")).Should().Equal(Layers);
        foreach (var layer in trust)
            (layer!["mean"]?.GetValue<decimal>(), layer["known"]!.GetValue<long>()).Should().Match<(decimal? Mean, long Known)>(t => shown[layer.Text("layer")] == null
                ? t.Mean == null && t.Known == 0
                : t.Known == 1 && Math.Abs(t.Mean!.Value - shown[layer.Text("layer")]!.Value) <= 0.55m);
        shown["cognitive"].Should().NotBeNull();
    }

    /// <summary>Sums as they are stored at one instant, looked at so many days later under policies of every kind; where nothing is known, and where it is just enough.</summary>
    [Fact]
    public async Task What_they_reckon_of_trust_is_what_the_domain_says()
    {
        var random = new Random(1);
        double UpTo(double most) => random.Next(4) == 0 ? 0 : random.NextDouble() * most;
        double[] Case() => [UpTo(20), UpTo(8), UpTo(3), UpTo(900), 7 + UpTo(3000), 1 + UpTo(9), UpTo(0.9)];
        List<double[]> cases = [[1, 1, 0, 0, 90, 2, 0.5], .. Enumerable.Range(0, 1000).Select(_ => Case())];
        var values = string.Join(", ", cases.Select((c, i) => $"({i}, {string.Join(", ", c.Select(number => FormattableString.Invariant($"'{number:R}'::float8")))})"));

        var reckoned = await service.Database.QueryAsync($"""
            SELECT {TrustSql.Number("good * kept", "(bad * kept + breach)", "weighs", "least")}
            FROM (VALUES {values}) AS v(i, good, bad, breach, days, half_life, weighs, least) CROSS JOIN LATERAL (SELECT {TrustSql.Kept("days", "half_life")} AS kept) k ORDER BY i
            """);

        reckoned.Should().HaveCount(cases.Count).And.Contain(row => row[0] is DBNull);
        foreach (var (row, c) in reckoned.Zip(cases))
        {
            var known = new TrustSums(ReviewShop.Before, c[0], c[1], c[2]).AsOf(ReviewShop.Before + Duration.FromDays(c[3]), c[4]).Reputation(new TrustPolicy { NegativeWeighs = c[5] });
            (row[0] as double? ?? -1).Should().BeApproximately(known.Number(c[6]) is null ? -1 : 100 * known.Trust, 1e-6);
        }
    }

    [Fact]
    public async Task Of_a_segment_only_its_customers_are_counted_and_who_objected_nowhere()
    {
        var (shop, buyer) = await QuarterAsync();
        var segment = (await shop.Client.PostAsync("/v1/segments", new { name = "Wholesale", criteria = new { tag = "wholesale" } }).JsonAsync(System.Net.HttpStatusCode.Created)).Text("id");
        await shop.ReportAsync("late", new() { ["tags"] = new[] { "wholesale" } });
        await shop.Client.PatchAsync($"/v1/customers/{buyer}", new { tags = new[] { "wholesale" } }, "*").JsonAsync();

        var ofSegment = await shop.ReviewAsync(segment);
        await shop.QueryAsync($"UPDATE customer_standings SET level = NULL WHERE customer_id = '{buyer}'");
        var ofAll = await shop.ReviewAsync();

        (ofSegment.Text("segmentName"), Numbers(ofSegment["figures"]!, "customers", "risen")).Should().BeEquivalentTo(("Wholesale", new long[] { 1, 1 }), "who came after the quarter was not in it");
        Numbers(ofAll["figures"]!, "customers", "risen").Should().Equal(2, 0);
    }

    /// <summary>Two were known before the quarter: one bought in it and praised what they bought. A third came in it.</summary>
    private async Task<(Shop Shop, Guid Buyer)> QuarterAsync()
    {
        var shop = await Shop.OpenAsync(service, ReviewShop.Before);
        await shop.ReportAsync("quiet");
        var buyer = await shop.ReportAsync("buyer");
        service.Clock.Reset(ReviewShop.Within);
        await shop.ReportAsync("new");
        await shop.DeliverAsync("o-1", order => order.With("customer", new { source = "shop", externalId = "buyer" }));
        await shop.PassAsync(Duration.FromDays(8));
        await shop.AnswerAsync(buyer, 5);
        service.Clock.Reset(ReviewShop.After);
        return (shop, buyer);
    }

    private static List<(string Level, long AtStart, long AtEnd)> Levels(JsonNode figures) =>
        [.. figures["levels"]!.AsArray().Select(l => (l!.Text("level"), l!["atStart"]!.GetValue<long>(), l["atEnd"]!.GetValue<long>()))];

    private static long[] Numbers(JsonNode figures, params string[] members) => [.. members.Select(m => figures[m]!.GetValue<long>())];
}
