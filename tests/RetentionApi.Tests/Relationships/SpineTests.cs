using System.Net;
using Npgsql;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Relationships;

public sealed class SpineTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task A_delivered_order_makes_a_welcome_two_quality_checks_and_a_visit()
    {
        var shop = await service.NewMerchantAsync();
        await shop.Client.PostAsync("/v1/orders", Sample.Order("o-1", placedAt: "2026-03-02T09:50:00+08:00")).JsonAsync(HttpStatusCode.Created);
        await shop.Client.PostAsync("/v1/orders/~shop:o-1/deliveries", new { deliveredAt = "2026-03-02T09:58:00+08:00" }).JsonAsync(HttpStatusCode.Created);

        await service.DispatchAsync(shop);
        await service.DispatchAsync(shop);

        (await DutiesAsync(shop)).Should().BeEquivalentTo("welcome 1 due", "qualityCheck 1 scheduled", "qualityCheck 2 scheduled", "regularVisit 1 scheduled");
    }

    [Fact]
    public async Task A_second_order_is_evidence_and_goes_when_the_order_is_cancelled()
    {
        var shop = await service.NewMerchantAsync();
        await shop.Client.PostAsync("/v1/orders", Sample.Order("o-1", placedAt: "2026-02-01T10:00:00+08:00")).JsonAsync(HttpStatusCode.Created);
        var second = Sample.Order("o-2", placedAt: "2026-03-01T10:00:00+08:00");
        await shop.Client.PostAsync("/v1/orders", second).JsonAsync(HttpStatusCode.Created);
        await service.DispatchAsync(shop);
        var before = await BehaviouralTrustAsync(shop);

        await shop.Client.PostAsync("/v1/orders", second.With("status", "cancelled").With("updatedAt", "2026-03-02T01:00:00Z")).JsonAsync();
        await service.DispatchAsync(shop);

        before.Should().Be(67);
        (await BehaviouralTrustAsync(shop)).Should().BeNull();
    }

    private static async Task<int?> BehaviouralTrustAsync(TestMerchant shop) =>
        (await shop.Client.GetAsync("/v1/customers/~shop:c-1").JsonAsync())["customer"]!["standing"]!["trust"]!["behavioural"]?.GetValue<int>();

    private async Task<List<string>> DutiesAsync(TestMerchant shop)
    {
        await using var connection = new NpgsqlConnection(service.Database.Owner);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT kind || ' ' || step || ' ' || status FROM follow_ups WHERE merchant_id = $1", connection) { Parameters = { new() { Value = shop.Id } } };
        await using var reader = await command.ExecuteReaderAsync();
        var duties = new List<string>();
        while (await reader.ReadAsync())
            duties.Add(reader.GetString(0));
        return duties;
    }
}
