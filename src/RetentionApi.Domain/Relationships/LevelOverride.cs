using NodaTime;
using RetentionApi.Domain.Common;

namespace RetentionApi.Domain.Relationships;

/// <summary>A manager's word that is shown instead of the earned level, which goes on beside it, until it ends by itself.</summary>
/// <param name="SetBy">The key or person who said so.</param>
public sealed record LevelOverride(Guid Id, Level Level, string Reason, Instant ValidFrom, Instant ValidUntil, Guid SetBy)
{
    public const int LongestReason = 1000;

    public static readonly Duration Longest = Duration.FromDays(366);

    public static Result<LevelOverride> Create(Guid id, Level level, string reason, Instant now, Instant until, Guid setBy)
    {
        if (!Enum.IsDefined(level))
            return Error.Refused("override.unknown_level", "A level is one of 1 to 5.", "/level");
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason)
            return Error.Refused("override.reason_required", $"Say why, in at most {LongestReason} characters.", "/reason");
        if (until <= now || until > now + Longest)
            return Error.Refused("override.end_out_of_range", "An override must end after now and within 366 days.", "/until");
        return new LevelOverride(id, level, reason.Trim(), now, until, setBy);
    }

    internal bool IsInForceAt(Instant at) => ValidFrom <= at && at < ValidUntil;

    /// <summary>The one that stands at an instant: of several the latest.</summary>
    internal static LevelOverride? InForce(IEnumerable<LevelOverride> overrides, Instant at) =>
        overrides.Where(o => o.IsInForceAt(at)).OrderBy(o => o.ValidFrom).ThenBy(o => o.Id).LastOrDefault();
}
