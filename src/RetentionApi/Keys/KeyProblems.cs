using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;

namespace RetentionApi.Keys;

internal static class KeyProblems
{
    public static readonly Error NotFound = Error.NotFound("api_key");

    public static readonly Error MoreThanOwn = new(
        ErrorKind.Forbidden, "api_key.more_than_own", "A key can give no more than it may do itself.",
        [new FieldError("/scopes", "goes beyond the rights of the calling key", "api_key.more_than_own")]);

    public static readonly Error UnknownStaff = Error.Refused("api_key.unknown_staff", "No such person works here (any more).", "/staffId");

    public static readonly Error AlreadyExpired = Error.Refused("api_key.already_expired", "expiresAt must be ahead.", "/expiresAt");

    public static readonly Error Own = Error.Conflict("api_key.own", "A key cannot revoke itself: create the new key first, then delete the old one with it.");

    public static readonly ProblemText[] Texts =
    [
        new("api_key.not_found", "There is no such key", "List the keys of your merchant to find its id."),
        new("api_key.more_than_own", "More rights than the caller has", "Ask somebody who has these rights to make the key; `operator` is given by an operator's key only."),
        new("api_key.unknown_staff", "Nobody to bind the key to", "`staffId` is the id of somebody active in GET /v1/staff."),
        new("api_key.already_expired", "The key would be of no use", "Choose an `expiresAt` that is still ahead, or none."),
        new("api_key.own", "A key cannot revoke itself", "So that nobody locks themselves out: make the new key, call with it, and revoke the old one."),
    ];
}
