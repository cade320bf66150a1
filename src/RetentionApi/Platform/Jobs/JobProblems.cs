using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;

namespace RetentionApi.Platform.Jobs;

internal static class JobProblems
{
    public static readonly Error NotFound = Error.NotFound("job");

    public static readonly Error Failed = Error.Conflict("job.failed", "The job failed on our side. What it had done until then stays.");

    public static readonly ProblemText[] Texts =
    [
        new("job.not_found", "There is no such job", "Jobs go by the names in the description of POST /v1/jobs/{name}/run."),
        new("job.failed", "The job failed", "Run it again: it goes on where it stopped. If it fails again, tell us the operation's id."),
    ];
}
