using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;

namespace RetentionApi.Platform.Time;

/// <summary>What is reported as having happened lies in the past, but for clocks that do not agree.</summary>
internal static class ClockSkew
{
    /// <summary>By how much a storefront's clock may be ahead of ours.</summary>
    public static readonly Duration Allowed = Duration.FromMinutes(5);

    /// <param name="told">Null: nothing was told.</param>
    public static bool IsFuture(Instant? told, Instant now) => told > now + Allowed;

    /// <summary>What is wrong with the source's own clock; null: nothing. The newest version by it wins, so one from the future would keep every later one out.</summary>
    /// <param name="at">Where in the body the report stands.</param>
    public static Error? ProblemOf(Instant? updatedAt, Instant now, string at = "") => IsFuture(updatedAt, now) ? ProblemCatalogue.UpdatedInFuture(at) : null;
}
