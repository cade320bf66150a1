using System.Net;
using System.Net.Http.Json;
using NodaTime;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Messaging;

public sealed class StoppedNoticeTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task What_waited_for_the_morning_will_not_go_to_who_was_restricted_meanwhile()
    {
        var shop = await Shop.OpenAsync(service, Instant.FromUtc(2026, 3, 2, 15, 0)); // eleven at night in Shanghai
        var customer = await shop.ReportAsync("c-1", new() { ["email"] = "one@example.com" });
        await shop.AllowAsync(customer);
        var survey = await shop.Client.PostAsync("/v1/surveys", new { kind = "csat", name = "Spring" }).JsonAsync(HttpStatusCode.Created);
        await shop.Client.PostAsync($"/v1/surveys/{survey.Text("id")}/send", new { customerIds = new[] { customer } }).JsonAsync();
        (await shop.RunAsync("due-notices")).ToString().Should().Be("held 1");
        await shop.Client.PutAsync($"/v1/customers/{customer}/objections", JsonContent.Create(new { profiling = false, marketing = false, restriction = true })).JsonAsync();

        await shop.PassAsync(Duration.FromHours(9));
        (await shop.RunAsync("due-notices")).ToString().Should().Be("stopped 1");

        var message = await shop.MessageAsync(customer, "survey");
        (message.Text("status"), message.Text("holdReason")).Should().Be(("suppressed", "stopped"));
    }
}
