using System.Diagnostics.Metrics;
using NodaTime;

namespace RetentionApi.Platform.Outbox;

/// <summary>How old the oldest work is that waits: seen at each sweep, told as the gauge <c>retention.outbox.lag</c> in seconds. Above a minute, imports pause.</summary>
internal sealed class OutboxLag
{
    public static readonly Duration TooFarBehind = Duration.FromMinutes(1);

    public const string Meter = "RetentionApi";

    private long milliseconds;

    public OutboxLag(IMeterFactory meters) =>
        meters.Create(Meter).CreateObservableGauge("retention.outbox.lag", () => Current.TotalSeconds, "s", "Age of the oldest message that is due.");

    public Duration Current => Duration.FromMilliseconds(Interlocked.Read(ref milliseconds));

    public void Seen(Instant? oldest, Instant now) => Interlocked.Exchange(ref milliseconds, oldest is { } due && due < now ? (long)(now - due).TotalMilliseconds : 0);
}
