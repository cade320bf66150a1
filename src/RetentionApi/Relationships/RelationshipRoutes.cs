using RetentionApi.Platform.Jobs;
using RetentionApi.Platform.Outbox;

namespace RetentionApi.Relationships;

internal static class RelationshipRoutes
{
    public static IServiceCollection AddRelationships(this IServiceCollection services) => services
        .AddSingleton<DeriveCustomers>()
        .AddSingleton<ProcessCustomers>(provider => provider.GetRequiredService<DeriveCustomers>().ProcessAsync)
        .AddRecurringJob<LevelChangeJob>("level-changes", RecurringJobs.EveryMinute);
}
