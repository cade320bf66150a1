using RetentionApi.Domain.Common;

namespace RetentionApi.Domain.Cases;

/// <summary>Every way in which a decision about a case is refused; the codes are a contract.</summary>
public static class CaseErrors
{
    public static readonly Error Closed = Error.Conflict("case.closed", "The case is closed.");

    public static readonly Error NotForward = Error.Conflict("case.not_forward", "The case has come this far already: it only goes forward.");

    public static readonly Error NotResolved = Error.Conflict("case.not_resolved", "Resolve the case first, then ask the customer whether it is solved.");

    public static readonly Error TriedLately = Error.Conflict("case.tried_lately", "The customer was asked not long ago: give them time before the second try.");

    public static readonly Error CannotWait = Error.Conflict("case.cannot_wait", "Only until a case is resolved its clock stands still while the customer is waited for.");

    public static readonly Error AlreadyWaiting = Error.Conflict("case.already_waiting", "The customer is waited for already.");

    public static readonly Error NotWaiting = Error.Conflict("case.not_waiting", "Nobody is waited for: the clock runs.");
}
