using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Messaging;

/// <summary>The service, with a mail server to send by.</summary>
public sealed class MailedService : IAsyncLifetime
{
    public MailedService(TestDatabaseServer server) => Service = new TestService(server)
    {
        Settings = new() { ["Mail:Host"] = "127.0.0.1", ["Mail:Port"] = $"{Mail.Port}", ["Mail:Security"] = "None" },
    };

    public MailServer Mail { get; } = new();

    public TestService Service { get; }

    public ValueTask InitializeAsync() => Service.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        Mail.Dispose();
    }
}
