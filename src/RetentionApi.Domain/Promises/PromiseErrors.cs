using RetentionApi.Domain.Common;

namespace RetentionApi.Domain.Promises;

/// <summary>Every way in which a decision about a promise is refused; the codes are a contract.</summary>
public static class PromiseErrors
{
    public static readonly Error KeptInFuture = Error.Refused("promise.kept_in_future", "What was kept cannot lie in the future.", "/keptAt");

    public static readonly Error KeptTooLate = Error.Conflict("promise.kept_too_late", "That was after its time: it is broken, and is made good by a repair.");

    public static readonly Error DueInPast = Error.Refused("promise.due_in_past", "A promise is about a time to come.");

    public static readonly Error NotBroken = Error.Conflict("promise.not_broken", "Only what was broken is made good.");

    public static Error Settled(PromiseStatus status) => status switch
    {
        PromiseStatus.Kept => Error.Conflict("promise.already_kept", "It was kept already."),
        PromiseStatus.Broken => Error.Conflict("promise.already_broken", "It was broken already: make it good by a repair."),
        PromiseStatus.Repaired => Error.Conflict("promise.already_repaired", "It was broken and made good already."),
        PromiseStatus.Renegotiated => Error.Conflict("promise.already_renegotiated", "Another promise stands instead of it."),
        _ => Error.Conflict("promise.withdrawn", "What it was about is gone."),
    };
}
