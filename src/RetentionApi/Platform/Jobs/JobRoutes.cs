using RetentionApi.Platform.OpenApi;
using RetentionApi.Platform.Security;

namespace RetentionApi.Platform.Jobs;

internal static class JobRoutes
{
    public static RouteGroupBuilder MapJobs(this RouteGroupBuilder v1)
    {
        var names = ((IEndpointRouteBuilder)v1).ServiceProvider.GetServices<RecurringJob>().Select(job => $"`{job.Name}`").Order();
        v1.MapGroup("/jobs").WithTags("Jobs").MapPost("/{name}/run", RunJob.Endpoint).Needs(Scopes.JobsRun)
            .Explained("runJob", "Run a job now",
                $"Jobs run by themselves at their times; this runs one once, for you alone, without waiting: {string.Join(", ", names)}. The answer names an operation that tells what came of it.")
            .Fails(JobProblems.NotFound);
        return v1;
    }
}
