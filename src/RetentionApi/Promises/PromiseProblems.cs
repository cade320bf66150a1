using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;

namespace RetentionApi.Promises;

internal static class PromiseProblems
{
    public static readonly Error NotFound = Error.NotFound("promise");

    public static readonly Error StaffUnknown = Error.Refused("promise.staff_unknown", "Nobody on your staff has this id.", "/madeBy");

    public static readonly ProblemText[] Texts =
    [
        new("promise.not_found", "There is no such promise", "Check the id. Another merchant's promises are not there for you."),
        new("promise.staff_unknown", "No such member of staff", "List the staff to find the id, or leave `madeBy` out."),
        new("promise.due_in_past", "Its time is over", "A promise is about a time to come."),
        new("promise.kept_in_future", "It was kept in the future", "Leave `keptAt` out for now."),
        new("promise.kept_too_late", "That was too late to keep it", "It is broken, or about to be: make it good by a repair."),
        new("promise.not_broken", "It was not broken", "Only what was broken is made good; what is done in time is kept."),
        new("promise.already_kept", "It was kept already", "Read it to see when."),
        new("promise.already_broken", "It was broken already", "Make it good: `POST /v1/promises/{id}/repair`."),
        new("promise.already_repaired", "It was made good already", "Read it to see how."),
        new("promise.already_renegotiated", "Another promise stands instead", "`replacedById` names it."),
        new("promise.withdrawn", "What it was about is gone", "The order was cancelled or never paid: nothing is owed."),
    ];
}
