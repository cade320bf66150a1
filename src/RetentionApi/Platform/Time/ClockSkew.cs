using NodaTime;

namespace RetentionApi.Platform.Time;

/// <summary>What is reported as having happened lies in the past, but for clocks that do not agree.</summary>
internal static class ClockSkew
{
    /// <summary>By how much a storefront's clock may be ahead of ours.</summary>
    public static readonly Duration Allowed = Duration.FromMinutes(5);

    /// <param name="told">Null: nothing was told.</param>
    public static bool IsFuture(Instant? told, Instant now) => told > now + Allowed;
}
