using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Relationships;

public sealed class DispatcherTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task A_transaction_that_dies_leaves_the_work_as_it_was()
    {
        var shop = await service.NewMerchantAsync();
        await shop.Client.PostAsync("/v1/orders", Sample.Order("o-1")).JsonAsync(HttpStatusCode.Created);
        var killed = new OutboxBatches(
            service.Services.GetRequiredService<MerchantDatabases>(), DieAfterTheClaim, service.Clock,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<OutboxBatches>.Instance);

        await Assert.ThrowsAnyAsync<Exception>(() => killed.RunAsync(shop.Id, TestContext.Current.CancellationToken));

        (await MessagesAsync(shop)).Should().Be((1, 0));
        await service.DispatchAsync(shop);
        (await MessagesAsync(shop)).Should().Be((0, 0));
    }

    public static TheoryData<Exception, string> Poison => new()
    {
        { new InvalidOperationException("poison"), "It failed (InvalidOperationException); the log of the service says why." },
        { new NpgsqlException("poison", new TimeoutException()), "It took too long, or the database was too busy." },
        { new PostgresException("wang@example.com is poison", "ERROR", "ERROR", "22003"), "The database refused it (22003)." },
    };

    [Theory]
    [MemberData(nameof(Poison))]
    public async Task What_fails_eight_times_is_parked_with_its_reason_and_can_be_taken_up_again(Exception poison, string reason)
    {
        var shop = await service.NewMerchantAsync();
        await shop.Client.PostAsync("/v1/orders", Sample.Order("o-1")).JsonAsync(HttpStatusCode.Created);
        var failing = new OutboxBatches(
            service.Services.GetRequiredService<MerchantDatabases>(), (_, _, _, _) => throw poison, service.Clock,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<OutboxBatches>.Instance);

        for (var attempt = 0; attempt < 8; attempt++)
        {
            await failing.RunAsync(shop.Id, TestContext.Current.CancellationToken);
            service.Clock.AdvanceHours(1);
        }

        var parked = (await shop.Client.GetAsync("/v1/parked-messages").JsonAsync())["items"]!.AsArray().Should().ContainSingle().Subject!;
        parked.Text("reason").Should().Be(reason);
        (await shop.Client.PostAsync("/v1/parked-messages/replay", new { }).JsonAsync())["replayed"]!.GetValue<int>().Should().Be(1);
        await service.DispatchAsync(shop);
        (await MessagesAsync(shop)).Should().Be((0, 0));
    }

    [Fact]
    public async Task What_came_later_has_its_own_attempts()
    {
        var shop = await service.NewMerchantAsync();
        await shop.Client.PostAsync("/v1/orders", Sample.Order("o-1", "c-1")).JsonAsync(HttpStatusCode.Created);
        var failing = new OutboxBatches(
            service.Services.GetRequiredService<MerchantDatabases>(), (_, _, _, _) => throw new InvalidOperationException("poison"), service.Clock,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<OutboxBatches>.Instance);
        for (var attempt = 0; attempt < 8; attempt++)
        {
            if (attempt == 7)
                await shop.Client.PostAsync("/v1/orders", Sample.Order("o-2", "c-1")).JsonAsync(HttpStatusCode.Created);
            await failing.RunAsync(shop.Id, TestContext.Current.CancellationToken);
            service.Clock.AdvanceHours(1);
        }

        (await MessagesAsync(shop)).Should().Be((1, 1));
    }

    [Fact]
    public async Task Six_dispatchers_at_once_work_every_customer_once()
    {
        var shop = await service.NewMerchantAsync();
        for (var i = 0; i < 40; i++)
            await shop.Client.PostAsync("/v1/orders", Sample.Order($"o-{i}", $"c-{i}")).JsonAsync(HttpStatusCode.Created);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => service.DispatchAsync(shop)));
        await service.DispatchAsync(shop);

        (await MessagesAsync(shop)).Should().Be((0, 0));
        (await CountAsync(shop, "SELECT count(*) FROM follow_ups WHERE merchant_id = $1 AND kind = 'qualityCheck' AND step = 1")).Should().Be(40);
    }

    private static async Task DieAfterTheClaim(NpgsqlConnection connection, Guid merchantId, ClaimedWork work, CancellationToken cancellationToken)
    {
        await using (var killer = new NpgsqlCommand("SELECT pg_terminate_backend(pg_backend_pid())", connection))
            await killer.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<(long Waiting, long Parked)> MessagesAsync(TestMerchant shop) => (
        await CountAsync(shop, "SELECT count(*) FROM outbox_messages WHERE merchant_id = $1 AND parked_at IS NULL"),
        await CountAsync(shop, "SELECT count(*) FROM outbox_messages WHERE merchant_id = $1 AND parked_at IS NOT NULL"));

    private async Task<long> CountAsync(TestMerchant shop, string sql)
    {
        await using var connection = new NpgsqlConnection(service.Database.Owner);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = shop.Id } } };
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
