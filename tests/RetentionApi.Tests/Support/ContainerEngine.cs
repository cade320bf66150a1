using System.Net.Sockets;
using System.Text;

namespace RetentionApi.Tests.Support;

/// <summary>Docker, or what speaks like it.</summary>
internal static class ContainerEngine
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(800);

    /// <summary>Asks where DOCKER_HOST says, else at the usual socket; no answer in 0.8 s is a no.</summary>
    public static async Task<bool> AnswersAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            using var client = await ConnectAsync(new Uri(Environment.GetEnvironmentVariable("DOCKER_HOST") ?? "unix:///var/run/docker.sock"), patience.Token);
            await client.SendAsync(Encoding.ASCII.GetBytes("GET /_ping HTTP/1.0\r\n\r\n"), patience.Token);
            var answer = new byte["HTTP/1.1 200".Length];
            return await client.ReceiveAsync(answer, patience.Token) == answer.Length && Encoding.ASCII.GetString(answer).EndsWith("200", StringComparison.Ordinal);
        }
        catch (Exception silence) when (silence is SocketException or OperationCanceledException or UriFormatException)
        {
            return false;
        }
    }

    private static async Task<Socket> ConnectAsync(Uri address, CancellationToken cancellationToken)
    {
        var isLocal = address.Scheme == "unix";
        var client = isLocal ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) : new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await (isLocal
                ? client.ConnectAsync(new UnixDomainSocketEndPoint(address.AbsolutePath), cancellationToken)
                : client.ConnectAsync(address.Host, address.Port, cancellationToken));
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }
}
