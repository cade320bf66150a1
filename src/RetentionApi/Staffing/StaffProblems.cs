using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;

namespace RetentionApi.Staffing;

internal static class StaffProblems
{
    public static readonly Error NotFound = Error.NotFound("staff");

    public static readonly Error EmailTaken = Error.Conflict("staff.email_taken", "Somebody else here has this email address.");

    public static readonly ProblemText[] Texts =
    [
        new("staff.not_found", "Nobody here has this id", "List the staff to find the id."),
        new("staff.email_taken", "The email address is another's", "An address belongs to one person of the merchant: find who has it in GET /v1/staff."),
    ];
}
