using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;

namespace RetentionApi.Platform.Operations;

internal static class OperationProblems
{
    public static readonly Error NotFound = Error.NotFound("operation");

    public static readonly Error AlreadyEnded = Error.Conflict("operation.already_ended", "This work has ended; there is nothing left to cancel.");

    public static readonly ProblemText[] Texts =
    [
        new("operation.not_found", "There is no such operation", "Its id is in the Location of the 202 that began it."),
        new("operation.already_ended", "The work has ended", "Read the operation: it succeeded, failed or was cancelled."),
        new("operation.given_up", "The work never came to its end", "It was begun several times, and each time the service stopped under it or the database took too long. Begin it anew; if it happens again, tell us its id."),
    ];
}
