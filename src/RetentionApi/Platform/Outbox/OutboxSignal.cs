using System.Collections.Concurrent;
using System.Threading.Channels;

namespace RetentionApi.Platform.Outbox;

/// <summary>Wakes this instance's dispatcher after a commit; many wakes of one merchant are one. What is lost with the process, the sweep finds.</summary>
internal sealed class OutboxSignal
{
    private readonly Channel<Guid> merchants = Channel.CreateUnbounded<Guid>();

    private readonly ConcurrentDictionary<Guid, bool> waiting = new();

    public void Wake(Guid merchantId)
    {
        if (waiting.TryAdd(merchantId, true))
            merchants.Writer.TryWrite(merchantId);
    }

    public async ValueTask<Guid> NextAsync(CancellationToken cancellationToken)
    {
        var merchantId = await merchants.Reader.ReadAsync(cancellationToken);
        waiting.TryRemove(merchantId, out _);
        return merchantId;
    }
}
