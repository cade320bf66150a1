using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;

namespace RetentionApi.Defections;

internal static class DefectionProblems
{
    public static readonly Error NotFound = Error.NotFound("defection");

    public static readonly ProblemText[] Texts =
    [
        new("defection.not_found", "There is no such line", "Check the id. A line that turned out to be none, because they had ordered meanwhile, is gone."),
        new("defection.never_bought", "They never bought", "Who has not ordered yet is no customer who could leave. Report the order first, or keep what they said as an interaction."),
    ];
}
