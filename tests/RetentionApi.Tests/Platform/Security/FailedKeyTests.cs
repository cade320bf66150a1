using System.Net;
using RetentionApi.Platform.Security;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Platform.Security;

public sealed class FailedKeyTests(TestService service) : IClassFixture<TestService>
{
    private static readonly Guid Merchant = new("01957c33-9a00-7000-8000-0123456789ab");

    [Fact]
    public async Task Who_tries_forged_keys_is_told_to_wait_and_a_key_that_was_good_goes_on()
    {
        var (shop, late) = (await service.NewMerchantAsync(), await service.NewMerchantAsync());
        await using var strict = service.Another("Security:FailedKeysPerMinute", "3");
        async Task<HttpResponseMessage> AskAsync(string key)
        {
            var client = strict.CreateClient();
            client.DefaultRequestHeaders.Authorization = new("Bearer", key);
            return await client.GetAsync(new Uri("/v1/merchant", UriKind.Relative));
        }

        (await AskAsync(shop.Key)).StatusCode.Should().Be(HttpStatusCode.OK);
        for (var attempt = 0; attempt < 3; attempt++)
            (await AskAsync(ApiKey.New(Merchant, isTest: true).Text)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        using var refused = await AskAsync(ApiKey.New(Merchant, isTest: true).Text);
        service.Clock.AdvanceMinutes(1);

        (await Task.FromResult(refused).ProblemCodeAsync(HttpStatusCode.TooManyRequests)).Should().Be("request.rate_limited");
        refused.Headers.RetryAfter!.Delta.Should().BePositive();
        (await AskAsync(late.Key)).StatusCode.Should().Be(HttpStatusCode.TooManyRequests, "nobody knows yet whether it is good");
        (await AskAsync(shop.Key)).StatusCode.Should().Be(HttpStatusCode.OK);
    }
}
