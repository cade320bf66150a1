using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;

namespace RetentionApi.Defections;

internal static class DefectionProblems
{
    public static readonly Error NotFound = Error.NotFound("defection");

    public static readonly Error MonthsReversed = Error.Refused("defection.months_reversed", "The last month does not come before the first, and there are at most fifty years between them.", "/to");

    public static readonly ProblemText[] Texts =
    [
        new("defection.not_found", "There is no such line", "Check the id. A line that turned out to be none, because they had ordered meanwhile, is gone."),
        new("defection.never_bought", "They never bought", "Who has not ordered yet is no customer who could leave. Report the order first, or keep what they said as an interaction."),
        new("defection.months_reversed", "No such months", "`to` is not before `from`, and at most fifty years after it."),
    ];
}
