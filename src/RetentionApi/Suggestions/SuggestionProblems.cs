using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;

namespace RetentionApi.Suggestions;

internal static class SuggestionProblems
{
    public static readonly Error NotFound = Error.NotFound("suggestion");

    public static readonly Error InteractionUnknown = Error.Refused("suggestion.interaction_unknown", "There is no interaction with this id.", "/interactionId");

    public static readonly Error OtherUnknown = Error.Refused("suggestion.other_unknown", "There is no suggestion with this id.", "/intoId");

    public static readonly ProblemText[] Texts =
    [
        new("suggestion.not_found", "There is no such suggestion", "List the suggestions to find its id. Another merchant's suggestions are not there for you."),
        new("suggestion.interaction_unknown", "No such interaction", "`interactionId` is ours; leave it out where nothing was said before."),
        new("suggestion.other_unknown", "No such suggestion to merge into", "`intoId` names the one that stays."),
        new("suggestion.text_required", "The words are missing", "1 to 2,000 characters."),
        new("suggestion.reason_required", "The reason is missing", "Who asked is told why, so say it in words that they can read."),
        new("suggestion.merged", "It goes on as part of another", "Act on the one that `mergedIntoId` names."),
        new("suggestion.already_built", "It is built already", "Nothing more is to be decided."),
        new("suggestion.already_declined", "It was declined already", "File it anew where minds have changed."),
        new("suggestion.planned_in_past", "The plan lies in the past", "`plannedOn` is today or later, or is left out."),
        new("suggestion.merged_into_itself", "A suggestion cannot be merged into itself", "`intoId` names the other one."),
    ];
}
