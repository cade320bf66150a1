using RetentionApi.Customers;
using RetentionApi.Platform.Jobs;
using RetentionApi.Platform.OpenApi;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Security;

namespace RetentionApi.Relationships;

internal static class RelationshipRoutes
{
    public static IServiceCollection AddRelationships(this IServiceCollection services) => services
        .AddScoped<RelationshipReads>()
        .AddSingleton<DeriveCustomers>()
        .AddSingleton<ProcessCustomers>(provider => provider.GetRequiredService<DeriveCustomers>().ProcessAsync)
        .AddRecurringJob<LevelChangeJob>("level-changes", RecurringJobs.EveryMinute);

    public static RouteGroupBuilder MapRelationships(this RouteGroupBuilder v1)
    {
        var customer = v1.MapGroup("/customers/{id}").WithTags("Relationships");
        customer.MapGet("/relationship", GetRelationship.Endpoint).Needs(Scopes.CustomersRead)
            .Explained("getRelationship", "Explain a customer's level",
                "The level, since when, what holds or bars each rung, whether it is about to fall, and the one next thing to do; every sentence in your language. "
                + "With `asOf` a past instant is computed anew and compared with what was on record then.")
            .Fails(CustomerProblems.NotFound, CustomerProblems.Restricted, RelationshipProblems.InFuture)
            .ResponseExample(RelationshipExamples.Relationship);
        customer.MapPost("/relationship/override", OverrideLevel.Endpoint).Needs(Scopes.LevelsOverride)
            .Explained("overrideLevel", "Show another level for a while",
                "For what only a person can know. It ends by itself; the earned level goes on beside it, and reports count the earned one.")
            .Fails([CustomerProblems.NotFound, CustomerProblems.Restricted, RelationshipProblems.Withheld, .. RelationshipProblems.OfOverride])
            .RequestExample(Examples.Override);
        customer.MapGet("/trust", GetTrust.Endpoint).Needs(Scopes.CustomersRead)
            .Explained("getTrust", "Explain a customer's trust",
                "Cognitive, affective and behavioural trust, 0 to 100, each with its certainty and what moved it; null where too little is known. "
                + "Old experience counts less, a breach that is not made good does not age: `openBreaches` names each with what makes it good. "
                + "`extended` advises how far you can trust them in turn; nothing acts on it.")
            .Fails(CustomerProblems.NotFound, CustomerProblems.Restricted)
            .ResponseExample(RelationshipExamples.Trust);
        return v1;
    }

    private static class Examples
    {
        public static readonly object Override = new { level = "responsible", reason = "Long-standing customer of our old shop", until = "2026-12-31T00:00:00+08:00" };
    }
}
