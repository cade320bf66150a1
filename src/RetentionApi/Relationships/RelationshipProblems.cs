using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;

namespace RetentionApi.Relationships;

internal static class RelationshipProblems
{
    public static readonly Error InFuture = Error.Refused("relationship.in_future", "asOf is an instant that has passed.", "/asOf");

    public static readonly Error Withheld = Error.Conflict("override.withheld", "The customer objected to profiling: they have no level, and none is set.");

    /// <summary>As the domain refuses an override; here for the description.</summary>
    public static readonly Error[] OfOverride =
    [
        Error.Refused("override.unknown_level", "A level is one of basic to interactive.", "/level"),
        Error.Refused("override.reason_required", "Say why, in at most 1000 characters.", "/reason"),
        Error.Refused("override.end_out_of_range", "An override must end after now and within 366 days.", "/until"),
    ];

    public static readonly ProblemText[] Texts =
    [
        new("relationship.in_future", "That instant has not passed", "`asOf` recomputes the past; leave it out for the present."),
        new("override.withheld", "The customer has no level", "They objected to profiling: no level is derived of them and none is kept, not even one that a person sets."),
        new("override.unknown_level", "No such level", "One of basic, proactive, cooperative, responsible, interactive."),
        new("override.reason_required", "An override needs a reason", "Say why the level that is shown shall differ from the earned one."),
        new("override.end_out_of_range", "An override ends, and within 366 days", "Choose `until` after now and at most 366 days ahead; set another one when it ends."),
    ];
}
