using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;

namespace RetentionApi.Platform.Jobs;

internal static class JobProblems
{
    public static readonly Error NotFound = Error.NotFound("job");

    public static readonly ProblemText[] Texts =
    [
        new("job.not_found", "There is no such job", "Jobs go by the names in the description of POST /v1/jobs/{name}/run."),
    ];
}
