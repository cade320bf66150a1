using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;

namespace RetentionApi.Exports;

internal static class ExportProblems
{
    public static readonly Error NotFound = Error.NotFound("export");

    public static readonly Error FormatUnknown = Error.Refused("export.format_unknown", "format is json or csv.", "/format");

    public static readonly ProblemText[] Texts =
    [
        new("export.not_found", "There is no such export", "The operation's `result.href` names it once it has succeeded; it is kept for seven days, or until the person is erased. Ask for it anew."),
        new("export.format_unknown", "No such format of an export", "`format` is `json` (the default) or `csv`."),
    ];
}
