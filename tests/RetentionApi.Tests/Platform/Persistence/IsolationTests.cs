using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Platform.Persistence;

/// <summary>Row-level security by itself: what the database shows, whatever the code above it asks.</summary>
public sealed class IsolationTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task No_table_shows_another_merchants_row()
    {
        var (mine, theirs) = (await service.NewMerchantAsync(), await service.NewMerchantAsync());
        var filled = await EveryTable.FillAsync(service.Database, theirs.Id);

        foreach (var table in filled)
        {
            (await CountAsync(table, theirs.Id, theirs.Id)).Should().BePositive(table);
            (await CountAsync(table, mine.Id, theirs.Id)).Should().Be(0, table);
        }
    }

    [Fact]
    public async Task Who_acts_for_nobody_sees_nothing()
    {
        var shop = await service.NewMerchantAsync();

        foreach (var table in await EveryTable.FillAsync(service.Database, shop.Id))
            (await CountAsync(table, null, shop.Id)).Should().Be(0, table);
    }

    [Fact]
    public async Task Nobody_changes_or_removes_another_merchants_row()
    {
        var (mine, theirs) = (await service.NewMerchantAsync(), await service.NewMerchantAsync());

        foreach (var table in await EveryTable.FillAsync(service.Database, theirs.Id))
            foreach (var statement in new[] { $"UPDATE {table} SET merchant_id = merchant_id WHERE merchant_id = '{theirs.Id}'", $"DELETE FROM {table} WHERE merchant_id = '{theirs.Id}'" })
                (await RunAsync($"WITH touched AS ({statement} RETURNING 1) SELECT count(*) FROM touched", mine.Id)).Should().Be(0L, statement);
    }

    [Fact]
    public async Task Nobody_writes_a_row_for_another_merchant()
    {
        var (mine, theirs) = (await service.NewMerchantAsync(), await service.NewMerchantAsync());

        var writing = () => RunAsync($"""
            WITH added AS (INSERT INTO staff (merchant_id, id, name, is_active, version, created_at) VALUES ('{theirs.Id}', gen_random_uuid(), 'Mole', true, 1, now()) RETURNING 1)
            SELECT count(*) FROM added
            """, mine.Id);

        (await writing.Should().ThrowAsync<Npgsql.PostgresException>()).Which.SqlState.Should().Be(Npgsql.PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task The_search_for_customers_stays_within_its_merchant()
    {
        var (mine, theirs) = (await service.NewMerchantAsync(), await service.NewMerchantAsync());
        await theirs.Client.PostAsync("/v1/customers", new { name = "Findable", email = "findable@example.com" }).JsonAsync(System.Net.HttpStatusCode.Created);

        foreach (var words in new[] { "Find", "indabl", "findable@example.com" })
        {
            (await RunAsync($"SELECT count(*) FROM search_customers('{words}', 10)", theirs.Id)).Should().Be(1L, words);
            (await RunAsync($"SELECT count(*) FROM search_customers('{words}', 10)", mine.Id)).Should().Be(0L, words);
        }
    }

    private async Task<long> CountAsync(string table, Guid? actingAs, Guid owner) => (long)(await RunAsync($"SELECT count(*) FROM {table} WHERE merchant_id = '{owner}'", actingAs))!;

    /// <summary>As <c>retention_app</c>.</summary>
    private async Task<object?> RunAsync(string sql, Guid? actingAs) =>
        (await TestDatabase.QueryAsync(service.Database.Application, actingAs is null ? sql : $"CALL act_as('{actingAs}'); {sql}")).Single()[0];
}
