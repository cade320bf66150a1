using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;

namespace RetentionApi.FollowUps.Playbooks;

internal static class PlaybookProblems
{
    public static readonly Error NotFound = Error.NotFound("playbook");

    public static readonly Error CannotBeTried = Error.Refused("playbook.cannot_be_tried", "It begins with how a customer stands, and the past of that is not played again.");

    public static readonly ProblemText[] Texts =
    [
        new("playbook.not_found", "There is no such playbook", "A playbook is named after the fact that begins it: `GET /v1/playbooks` lists them."),
        new("playbook.cannot_be_tried", "This playbook cannot be tried", "It begins when a level lapses or a risk rises, not with a fact. Try a policy instead: `POST /v1/policy/dry-run`."),
    ];
}
