using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Platform.Outbox;

public sealed class ListParkedMessagesTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task Everything_set_aside_is_listed_once_while_more_is_set_aside()
    {
        var shop = await service.NewMerchantAsync();
        await ParkAsync(shop, "first", 7);

        var listed = await shop.Client.AllPagesAsync("/v1/parked-messages", 2, () => ParkAsync(shop, "meanwhile", 3));

        listed.Count(m => m.Text("reason") == "first").Should().Be(7);
        listed.Select(m => m.Text("id")).Should().OnlyHaveUniqueItems();
    }

    /// <summary>Of three customers, so that some pages end within one customer's messages and some between two.</summary>
    private Task<List<object?[]>> ParkAsync(TestMerchant shop, string reason, int count) => service.Database.QueryAsync($"""
        INSERT INTO outbox_messages (merchant_id, customer_id, id, kind, occurred_at, due_at, attempts, last_error, parked_at)
        SELECT '{shop.Id}', ('00000000-0000-7000-8000-00000000000' || n % 3)::uuid, gen_random_uuid(), 1, '2026-03-01Z', '2026-03-01Z', 8, '{reason}', '2026-03-02Z'
        FROM generate_series(1, {count}) AS n
        """);
}
