using System.Net;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Platform.Http;

public sealed class IfMatchTests(TestService service) : IClassFixture<TestService>
{
    private static readonly object Change = new { name = "Other" };

    [Fact]
    public async Task Who_does_not_say_what_they_read_changes_nothing()
    {
        var shop = await service.NewMerchantAsync();

        (await shop.Client.PatchAsync("/v1/merchant", Change, null).ProblemCodeAsync(HttpStatusCode.PreconditionRequired)).Should().Be("request.if_match_missing");
    }

    [Theory]
    [InlineData("\"7\"")]
    [InlineData("W/\"1\"")]
    [InlineData("1")]
    [InlineData("something")]
    public async Task Who_read_another_version_changes_nothing(string tag)
    {
        var shop = await service.NewMerchantAsync();

        (await shop.Client.PatchAsync("/v1/merchant", Change, tag).ProblemCodeAsync(HttpStatusCode.PreconditionFailed)).Should().Be("request.stale");
    }

    [Fact]
    public async Task The_tag_of_an_answer_is_good_for_the_next_change()
    {
        var shop = await service.NewMerchantAsync();
        using var read = await shop.Client.GetAsync("/v1/merchant");
        using var first = await shop.Client.PatchAsync("/v1/merchant", Change, read.Headers.ETag!.ToString());
        using var second = await shop.Client.PatchAsync("/v1/merchant", Change, first.Headers.ETag!.ToString());
        using var late = await shop.Client.PatchAsync("/v1/merchant", Change, first.Headers.ETag!.ToString());

        new[] { first, second, late }.Select(r => r.StatusCode).Should().Equal(HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task Of_parallel_changes_of_one_version_one_is_made()
    {
        var shop = await service.NewMerchantAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => shop.Client.PatchAsync("/v1/merchant", Change, "\"1\"")));

        answers.Count(a => a.StatusCode == HttpStatusCode.OK).Should().Be(1);
        answers.Count(a => a.StatusCode == HttpStatusCode.PreconditionFailed).Should().Be(9);
    }
}
