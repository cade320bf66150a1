using System.Net;
using Npgsql;
using RetentionApi.Platform.Idempotency;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Platform.Idempotency;

public sealed class IdempotencyTests(TestService service) : IClassFixture<TestService>
{
    private const string Customers = "/v1/customers", Staff = "/v1/staff";

    [Theory]
    [InlineData(Customers)]
    [InlineData(Staff)]
    public async Task A_repeated_key_replays_the_first_answer(string path)
    {
        var shop = await service.NewMerchantAsync();
        using var first = await shop.Client.PostAsync(path, new { name = "Ann" }, "again");
        using var second = await shop.Client.PostAsync(path, new { name = "Ann" }, "\"again\"");

        second.StatusCode.Should().Be(HttpStatusCode.Created);
        (await second.Content.ReadAsStringAsync()).Should()
            .Be(await first.Content.ReadAsStringAsync());
        second.Headers.ETag.Should().Be(first.Headers.ETag).And.NotBeNull();
        second.Headers.Location.Should().Be(first.Headers.Location).And.NotBeNull();
        second.Headers.GetValues("Idempotent-Replayed").Should().Equal("true");
        first.Headers.Contains("Idempotent-Replayed").Should().BeFalse();
    }

    [Theory]
    [InlineData(Customers)]
    [InlineData(Staff)]
    public async Task A_key_belongs_to_one_request(string path)
    {
        var shop = await service.NewMerchantAsync();
        await shop.Client.PostAsync(path, new { name = "Ann" }, "k").JsonAsync(HttpStatusCode.Created);

        var other = shop.Client.PostAsync(path, new { name = "Ben" }, "k");

        (await other.ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("idempotency.key_reused");
    }

    [Fact]
    public async Task A_key_is_unique_per_merchant_and_operation_only()
    {
        var (shop, other) = (await service.NewMerchantAsync(), await service.NewMerchantAsync());
        var ann = await shop.Client.PostAsync(Staff, new { name = "Ann" }, "same").JsonAsync(HttpStatusCode.Created);

        var customer = await shop.Client.PostAsync(Customers, new { name = "Ann" }, "same").JsonAsync(HttpStatusCode.Created);
        var elsewhere = await other.Client.PostAsync(Staff, new { name = "Ann" }, "same").JsonAsync(HttpStatusCode.Created);

        new[] { ann, customer, elsewhere }.Select(a => a.Text("id")).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task What_was_refused_is_not_kept()
    {
        var shop = await service.NewMerchantAsync();
        await shop.Client.PostAsync(Staff, new { name = "Ann", email = "a@example.com" }).JsonAsync(HttpStatusCode.Created);
        var twin = new { name = "Ben", email = "a@example.com" };
        await shop.Client.PostAsync(Staff, twin, "k").JsonAsync(HttpStatusCode.Conflict);
        await shop.Client.PatchAsync(await FirstAsync(shop), """{"email":null}""", "*").JsonAsync();

        await shop.Client.PostAsync(Staff, twin, "k").JsonAsync(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData(Customers)]
    [InlineData(Staff)]
    public async Task Fifty_parallel_twins_make_one_row(string path)
    {
        var shop = await service.NewMerchantAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => shop.Client.PostAsync(path, new { name = "Ann" }, "fifty")));

        answers.Select(a => a.StatusCode).Should().OnlyContain(s => s == HttpStatusCode.Created || s == HttpStatusCode.Conflict).And.Contain(HttpStatusCode.Created);
        (await shop.Client.GetAsync(path).JsonAsync())["items"]!.AsArray().Should().ContainSingle();
    }

    [Theory]
    [InlineData(Customers)]
    [InlineData(Staff)]
    public async Task A_twin_of_a_request_under_way_is_told_to_come_again(string path)
    {
        var shop = await service.NewMerchantAsync();
        await using var first = new NpgsqlConnection(service.Database.Owner);
        await first.OpenAsync();
        await using var hold = new NpgsqlCommand("SELECT pg_advisory_lock(hashtextextended($1, 0))", first);
        var idempotency = new IdempotencyContext();
        idempotency.Set("held", $"POST {path}/", []);
        hold.Parameters.Add(new() { Value = idempotency.LockName(shop.Id) });
        await hold.ExecuteNonQueryAsync();

        using var twin = await shop.Client.PostAsync(path, new { name = "Ann" }, "held");

        (await Task.FromResult(twin).ProblemCodeAsync(HttpStatusCode.Conflict)).Should().Be("idempotency.in_progress");
        twin.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData(Customers, "customers")]
    [InlineData(Staff, "staff")]
    public async Task An_answer_that_a_twin_kept_meanwhile_is_not_overwritten(string path, string table)
    {
        var shop = await service.NewMerchantAsync();
        await using var held = await HeldTable.HoldAsync(service.Database, table);
        var late = shop.Client.PostAsync(path, new { name = "Ann" }, "race");
        await held.UntilWaitedForAsync();
        await service.Database.QueryAsync($"INSERT INTO idempotency_keys VALUES ('{shop.Id}', 'POST {path}/', 'race', 'of another', 'created', '{{}}', '2099-01-01Z')");
        await held.ReleaseAsync();

        (await late.ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("idempotency.key_reused");
        (await service.Database.CountAsync($"{table} WHERE merchant_id = '{shop.Id}'")).Should().Be(0);
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("ключ")]
    public async Task A_key_that_cannot_be_one_is_refused(string key)
    {
        var shop = await service.NewMerchantAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, Staff);
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);

        (await shop.Client.SendAsync(request).ProblemCodeAsync(HttpStatusCode.BadRequest))
            .Should().Be("idempotency.key_invalid");
    }

    private static async Task<string> FirstAsync(TestMerchant shop) => $"{Staff}/{(await shop.Client.GetAsync(Staff).JsonAsync())["items"]![0]!.Text("id")}";
}
