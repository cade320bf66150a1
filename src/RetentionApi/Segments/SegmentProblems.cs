using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;

namespace RetentionApi.Segments;

internal static class SegmentProblems
{
    public static readonly Error NotFound = Error.NotFound("segment");

    public static readonly Error Unknown = Error.Refused("segment.unknown", "There is no segment with this id.", "/segmentId");

    public static readonly Error NameTaken = Error.Conflict("segment.name_taken", "Another segment has this name.");

    public static readonly Error Empty = Error.Refused("segment.without_criteria", "A segment says what its customers have in common.", "/criteria");

    public static readonly Error OwnerIsMe = Error.Refused("segment.owner_is_me", "A segment is the same for everybody: name the owner by their id.", "/criteria/ownerId");

    public static readonly ProblemText[] Texts =
    [
        new("segment.not_found", "There is no such segment", "List the segments to find the id."),
        new("segment.unknown", "No such segment", "`GET /v1/segments` lists them; leave `segmentId` out for all customers."),
        new("segment.name_taken", "The name is another segment's", "Choose another name."),
        new("segment.without_criteria", "There are no criteria", "Name a level, a band, a tag or an owner."),
        new("segment.owner_is_me", "`me` is not the same for everybody", "Use the staff member's id."),
    ];
}
