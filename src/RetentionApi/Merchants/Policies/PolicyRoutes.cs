using RetentionApi.Customers;
using RetentionApi.Platform.Jobs;
using RetentionApi.Platform.OpenApi;
using RetentionApi.Platform.Operations;
using RetentionApi.Platform.Security;

namespace RetentionApi.Merchants.Policies;

internal static class PolicyRoutes
{
    public static IServiceCollection AddPolicy(this IServiceCollection services) => services
        .AddScoped<PolicyVersions>()
        .AddSingleton<IOperationWork, PolicyDryRunWork>()
        .AddSingleton<IOperationWork, RecomputeWork>()
        .AddRecurringJob<PolicyActivationJob>("policy-activations", RecurringJobs.EveryMinute);

    public static RouteGroupBuilder MapPolicy(this RouteGroupBuilder v1)
    {
        var policy = v1.MapGroup("/policy").WithTags("Policy");
        policy.MapGet("/", GetPolicy.Endpoint).Needs(Scopes.PolicyRead)
            .Explained("getPolicy", "Read the rules in numbers",
                "Every number by which duties, levels and trust are decided, with the `version` that decisions cite. Durations are ISO 8601: `P7D` is seven days, `PT4H` four hours.")
            .ResponseExample(PolicyExamples.Active);
        policy.MapGet("/versions", ListPolicyVersions.Endpoint).Needs(Scopes.PolicyRead)
            .Explained("listPolicyVersions", "All versions of the rules", "Newest first: what holds, what held, what is scheduled, and what a newer version overtook before its time. A version never changes.");
        policy.MapPut("/", ChangePolicy.Endpoint).Needs(Scopes.PolicyWrite)
            .Explained("changePolicy", "Change the rules",
                "Makes a new version: now, or from `activeFrom` on (to the minute). Send only what changes, with the `ETag` you read as `If-Match`. Try it first with the dry run. "
                + "What runs already keeps the version it was opened under; every customer is looked at anew in the background, and whoever rises or falls by it is told under which version.")
            .Fails(PolicyProblems.Invalid)
            .RequestExample(PolicyExamples.Change)
            .ResponseExample(PolicyExamples.Active);
        policy.MapPost("/dry-run", DryRunPolicy.Endpoint).Needs(Scopes.PolicyWrite)
            .Explained("dryRunPolicy", "Try other rules",
                "Looks at every customer under the rules that you propose and changes nothing. The operation's `result` tells who would rise or fall, from which level to which, "
                + "and which follow-ups would come up or end, each with a sample of customers.")
            .Fails(PolicyProblems.Invalid)
            .RequestExample(PolicyExamples.DryRun);
        return v1;
    }
}
