using RetentionApi.Domain.Common;

namespace RetentionApi.Domain.Suggestions;

/// <summary>Every way in which a decision about a suggestion is refused; the codes are a contract.</summary>
public static class SuggestionErrors
{
    public static readonly Error TextRequired = Error.Refused("suggestion.text_required", $"Say it in 1 to {Suggestion.LongestText} characters.", "/text");

    public static readonly Error ReasonRequired = Error.Refused("suggestion.reason_required", "Say why: whoever asked is told.", "/reason");

    public static readonly Error Merged = Error.Conflict("suggestion.merged", "It goes on as part of another: act on that one.");

    public static readonly Error AlreadyBuilt = Error.Conflict("suggestion.already_built", "It is built already.");

    public static readonly Error AlreadyDeclined = Error.Conflict("suggestion.already_declined", "It was declined already.");

    public static readonly Error PlannedInPast = Error.Refused("suggestion.planned_in_past", "A plan lies ahead.", "/plannedOn");

    public static readonly Error MergedIntoItself = Error.Refused("suggestion.merged_into_itself", "It cannot be merged into itself.", "/intoId");
}
