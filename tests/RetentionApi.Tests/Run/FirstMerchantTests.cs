using RetentionApi.Migrations;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Run;

public sealed class FirstMerchantTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task There_is_no_merchant_before_its_key_is_kept()
    {
        Task<string?> ProvisionAsync(Func<string, Task> keep) => FirstMerchant.ProvisionAsync(database.Owner, TestService.Start, keep, TestContext.Current.CancellationToken);
        string? kept = null;

        await Assert.ThrowsAsync<IOException>(() => ProvisionAsync(_ => throw new IOException("killed")));
        var merchants = await database.CountAsync("merchants");
        var key = await ProvisionAsync(text => Task.FromResult(kept = text));

        merchants.Should().Be(0);
        key.Should().NotBeNull().And.Be(kept);
        (await ProvisionAsync(_ => throw new InvalidOperationException("there is one"))).Should().BeNull();
    }
}
