using System.Net;
using RetentionApi.Platform.Http;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Platform.Http;

public sealed class RateLimitTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task Every_answer_tells_what_is_left()
    {
        var shop = await service.NewMerchantAsync();
        using var answer = await shop.Client.GetAsync("/v1/merchant");

        answer.Headers.GetValues("RateLimit-Policy").Should().Equal("\"default\";q=6000;w=60");
        answer.Headers.GetValues("RateLimit").Should().Equal("\"default\";r=5999;t=0");
    }

    [Fact]
    public async Task A_key_that_asks_too_often_waits()
    {
        var shop = await service.NewMerchantAsync();
        var made = await shop.Client.PostAsync("/v1/api-keys", new { name = "slow", scopes = new[] { "sales" }, requestsPerMinute = 1 }).JsonAsync(HttpStatusCode.Created);
        var slow = service.ClientOf(made.Text("apiKey"));
        await slow.GetAsync("/v1/customers").JsonAsync();

        using var second = await slow.GetAsync("/v1/customers");

        (await Task.FromResult(second).ProblemCodeAsync(HttpStatusCode.TooManyRequests)).Should().Be("request.rate_limited");
        second.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(60));
        second.Headers.GetValues("RateLimit").Should().Equal("\"default\";r=0;t=60");
        await shop.Client.GetAsync("/v1/customers").JsonAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(60)]
    [InlineData(100)]
    [InlineData(6_000)]
    public void A_bucket_refills_at_the_rate_it_promises(int requestsPerMinute)
    {
        var bucket = RateLimiting.BucketOf(requestsPerMinute);

        (bucket.TokensPerPeriod * TimeSpan.FromMinutes(1) / bucket.ReplenishmentPeriod).Should().BeApproximately(requestsPerMinute, 0.001);
    }
}
