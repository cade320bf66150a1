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
        await database.QueryAsync("DELETE FROM merchants");

        await Assert.ThrowsAsync<IOException>(() => ProvisionAsync(_ => throw new IOException("killed")));
        var merchants = await database.CountAsync("merchants");
        var key = await ProvisionAsync(text => Task.FromResult(kept = text));

        merchants.Should().Be(0);
        key.Should().NotBeNull().And.Be(kept);
        (await ProvisionAsync(_ => throw new InvalidOperationException("there is one"))).Should().BeNull();
    }

    [Fact]
    public async Task Of_starts_at_once_one_makes_it()
    {
        await database.QueryAsync("DELETE FROM merchants");

        var keys = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => FirstMerchant.ProvisionAsync(database.Owner, TestService.Start, _ => Task.CompletedTask, TestContext.Current.CancellationToken)));

        keys.OfType<string>().Should().ContainSingle();
        (await database.CountAsync("merchants")).Should().Be(1);
    }
}
