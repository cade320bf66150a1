using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Operations;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Platform.Operations;

public sealed class OperationTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task Progress_and_outcome_can_be_read()
    {
        var shop = await service.NewMerchantAsync();
        var id = await BeginAsync(shop, OperationStatus.Succeeded);

        var operation = await shop.Client.GetAsync($"/v1/operations/{id}").JsonAsync();

        operation.Text("kind").Should().Be("import");
        operation.Text("status").Should().Be("succeeded");
        operation["progress"]!.ToJsonString().Should().Be("""{"done":3,"total":4,"failed":1}""");
        operation["result"]!.ToJsonString().Should().Be("""{"orders":2}""");
    }

    [Fact]
    public async Task Work_under_way_is_asked_to_stop_as_often_as_one_likes()
    {
        var shop = await service.NewMerchantAsync();
        var id = await BeginAsync(shop, OperationStatus.Running);

        await shop.Client.PostAsync($"/v1/operations/{id}/cancel", null).JsonAsync(HttpStatusCode.Accepted);
        var answer = await shop.Client.PostAsync($"/v1/operations/{id}/cancel", null).JsonAsync(HttpStatusCode.Accepted);

        answer["isCancelRequested"]!.GetValue<bool>().Should().BeTrue();
        (await shop.Client.GetAsync($"/v1/audit-log?subjectId={id}").JsonAsync())["items"]!.AsArray().Should().ContainSingle();
    }

    [Theory]
    [InlineData("Succeeded")]
    [InlineData("Failed")]
    [InlineData("Cancelled")]
    public async Task What_has_ended_cannot_be_stopped(string status)
    {
        var shop = await service.NewMerchantAsync();
        var id = await BeginAsync(shop, Enum.Parse<OperationStatus>(status));

        (await shop.Client.PostAsync($"/v1/operations/{id}/cancel", null).ProblemCodeAsync(HttpStatusCode.Conflict)).Should().Be("operation.already_ended");
    }

    [Fact]
    public async Task Another_merchants_work_is_not_there()
    {
        var (mine, theirs) = (await service.NewMerchantAsync(), await service.NewMerchantAsync());
        var id = await BeginAsync(theirs, OperationStatus.Running);

        (await mine.Client.GetAsync($"/v1/operations/{id}").ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("operation.not_found");
        (await mine.Client.PostAsync($"/v1/operations/{id}/cancel", null).ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("operation.not_found");
    }

    [Fact]
    public async Task Who_may_watch_may_not_stop()
    {
        var sales = await service.NewMerchantAsync(Scopes.Sales);
        var id = await BeginAsync(sales, OperationStatus.Running);

        await sales.Client.GetAsync($"/v1/operations/{id}").JsonAsync();

        (await sales.Client.PostAsync($"/v1/operations/{id}/cancel", null).ProblemCodeAsync(HttpStatusCode.Forbidden)).Should().Be("request.missing_scope");
    }

    private async Task<Guid> BeginAsync(TestMerchant shop, OperationStatus status)
    {
        var now = service.Clock.GetCurrentInstant();
        await using var db = service.Services.GetRequiredService<MerchantDatabases>().Context(shop.Id);
        var row = new OperationRow { MerchantId = shop.Id, Id = Ids.New(now), Kind = "import", Status = status, CreatedAt = now };
        (row.Done, row.Total, row.Failed, row.Result) = (3, 4, 1, """{"orders":2}""");
        db.Add(row);
        await db.SaveChangesAsync();
        return row.Id;
    }
}
