using Npgsql;
using RetentionApi.Customers;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Customers;

public sealed class CustomerRecomputesTests
{
    [Fact]
    public async Task The_client_waits_as_long_as_the_server_may_take()
    {
        await using var batch = new NpgsqlBatch();

        batch.AddRecomputeOfEverybody(Guid.Empty, TestService.Start);

        batch.Timeout.Should().BeGreaterThan(120);
    }
}
