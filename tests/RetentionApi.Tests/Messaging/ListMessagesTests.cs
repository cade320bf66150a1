using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Messaging;

public sealed class ListMessagesTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task Every_message_is_listed_once_while_messages_come()
    {
        var shop = await Shop.OpenAsync(service);
        foreach (var name in new[] { "a", "b", "c", "d", "e" })
            await WelcomeAsync(shop, name);
        var before = await shop.Client.AllPagesAsync("/v1/messages", 50);

        var late = 0;
        var listed = await shop.Client.AllPagesAsync("/v1/messages", 2, () =>
        {
            service.Clock.AdvanceSeconds(1);
            return WelcomeAsync(shop, $"late-{late++}");
        });

        before.Should().HaveCount(5);
        listed.Select(m => m.Text("id")).Should().Equal(before.Select(m => m.Text("id")));
    }

    private static async Task WelcomeAsync(Shop shop, string name)
    {
        await shop.ReportAsync(name, new() { ["email"] = $"{name}@example.com" });
        await shop.RunAsync("due-follow-ups");
    }
}
