using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using MimeKit;

namespace RetentionApi.Tests.Support;

/// <summary>A mail server on a port of its own that keeps what it takes. Nobody of the name <c>gone</c> is there, and nobody named <c>full</c> has room until it is told.</summary>
public sealed class MailServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    private readonly CancellationTokenSource stopping = new();

    public MailServer()
    {
        listener.Start();
        _ = ListenAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public ConcurrentQueue<MimeMessage> Taken { get; } = [];

    /// <summary>It hangs up as soon as somebody calls.</summary>
    public bool IsDown { get; set; }

    public bool HasRoom { get; set; }

    /// <summary>How often somebody called.</summary>
    public int Calls { get; private set; }

    public IEnumerable<MimeMessage> To(string address) => Taken.Where(m => m.To.Mailboxes.Any(to => to.Address == address));

    public void Forget()
    {
        Taken.Clear();
        (Calls, IsDown, HasRoom) = (0, false, false);
    }

    public void Dispose()
    {
        stopping.Cancel();
        listener.Stop();
        stopping.Dispose();
    }

    private async Task ListenAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            var client = await listener.AcceptTcpClientAsync(stopping.Token);
            Calls++;
            _ = ServeAsync(client);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        if (IsDown)
            return;
        using var reader = new StreamReader(connection.GetStream());
        await using var writer = new StreamWriter(connection.GetStream()) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 test");
        while (await reader.ReadLineAsync(stopping.Token) is { } line)
        {
            await writer.WriteLineAsync(AnswerTo(line));
            if (line is "DATA")
                await TakeAsync(reader, writer);
        }
    }

    private string AnswerTo(string line) => line switch
    {
        _ when line.StartsWith("RCPT", StringComparison.Ordinal) && line.Contains("gone", StringComparison.Ordinal) => "550 no such user",
        _ when line.StartsWith("RCPT", StringComparison.Ordinal) && line.Contains("full", StringComparison.Ordinal) && !HasRoom => "452 mailbox full",
        "DATA" => "354 go on",
        _ => "250 ok",
    };

    private async Task TakeAsync(StreamReader reader, StreamWriter writer)
    {
        var text = new MemoryStream();
        await using (var lines = new StreamWriter(text, leaveOpen: true) { NewLine = "\r\n" })
        {
            while (await reader.ReadLineAsync(stopping.Token) is { } line && line != ".")
                await lines.WriteLineAsync(line.StartsWith('.') ? line[1..] : line);
        }

        text.Position = 0;
        Taken.Enqueue(await MimeMessage.LoadAsync(text, stopping.Token));
        await writer.WriteLineAsync("250 taken");
    }
}
