using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;

namespace RetentionApi.Relationships.Mutual;

internal static class MutualProblems
{
    public static readonly Error WrongPeriod = Error.Refused("reliability.wrong_period", "from is not after to, and they are at most five years apart.", "/from");

    public static readonly ProblemText[] Texts =
    [
        new("reliability.wrong_period", "No such time", "`from` and `to` are days, the first not after the last, at most five years apart."),
    ];
}
