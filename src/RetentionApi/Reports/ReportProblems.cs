using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;

namespace RetentionApi.Reports;

internal static class ReportProblems
{
    public static readonly Error WrongPeriod = Error.Refused("report.wrong_period", "The last month does not come before the first, and there are at most ten years between them.", "/to");

    public static readonly ProblemText[] Texts = [new("report.wrong_period", "No such months", "`to` is not before `from`, and less than ten years after it; without `to`, `from` is not in the future.")];
}
