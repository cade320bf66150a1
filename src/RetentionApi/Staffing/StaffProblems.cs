using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;

namespace RetentionApi.Staffing;

internal static class StaffProblems
{
    public static readonly Error NotFound = Error.NotFound("staff");

    public static readonly Error EmailTaken = Error.Conflict("staff.email_taken", "Somebody else here has this email address.");

    public static readonly Error TeamUnknown = Error.Refused("staff.team_unknown", "There is no team with this id.", "/teamId");

    public static readonly Error TeamNotFound = Error.NotFound("team");

    public static readonly Error LeadUnknown = Error.Refused("team.lead_unknown", "Nobody who works here has this id.", "/leadId");

    public static readonly Error TeamNameTaken = Error.Conflict("team.name_taken", "Another team has this name.");

    public static readonly Error AbsenceNotFound = Error.NotFound("absence");

    public static readonly ProblemText[] Texts =
    [
        new("staff.team_unknown", "No such team", "List the teams to find the id, or leave `teamId` out."),
        new("team.not_found", "There is no such team", "List the teams to find the id."),
        new("team.lead_unknown", "No such person", "The lead is somebody who works here: list the staff to find the id."),
        new("team.name_taken", "The name is another team's", "Choose another name."),
        new("absence.not_found", "There is no such absence", "List the person's absences to find the id."),
        new("staff.not_found", "Nobody here has this id", "List the staff to find the id."),
        new("staff.email_taken", "The email address is another's", "An address belongs to one person of the merchant: find who has it in GET /v1/staff."),
    ];
}
