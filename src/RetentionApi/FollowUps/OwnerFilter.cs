using RetentionApi.Domain.Common;
using RetentionApi.Platform.Security;

namespace RetentionApi.FollowUps;

/// <summary>A staff member's id in a query, or <c>me</c>.</summary>
internal static class OwnerFilter
{
    private const string Me = "me";

    public static Error? ProblemOf(string? owner, string pointer = "/ownerId") => owner is not (null or Me) && !Guid.TryParse(owner, out _)
        ? Error.Refused("request.invalid", $"{pointer[1..]} is a staff member's id, or me.", pointer)
        : null;

    /// <summary>A key that is bound to nobody owns nothing.</summary>
    public static Guid IdOf(string owner, Caller caller) => owner == Me ? caller.StaffId ?? Guid.Empty : Guid.Parse(owner);
}
