using RetentionApi.Catalog;
using RetentionApi.Customers;
using RetentionApi.FollowUps;
using RetentionApi.FollowUps.Playbooks;
using RetentionApi.Imports;
using RetentionApi.Interactions;
using RetentionApi.Keys;
using RetentionApi.Merchants;
using RetentionApi.Merchants.Policies;
using RetentionApi.Messaging;
using RetentionApi.Orders;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Jobs;
using RetentionApi.Platform.Operations;
using RetentionApi.Platform.Outbox;
using RetentionApi.Referrals;
using RetentionApi.Relationships;
using RetentionApi.Risk;
using RetentionApi.Segments;
using RetentionApi.Staffing;

namespace RetentionApi;

/// <summary>What the service can do: each capability's services and routes. Their order is the order of the description.</summary>
internal static class Capabilities
{
    public static IServiceCollection AddCapabilities(this IServiceCollection services, IConfiguration configuration) => services
        .AddPolicy()
        .AddCustomers()
        .AddRelationships()
        .AddFollowUps()
        .AddPlaybooks()
        .AddMessaging()
        .AddRisk()
        .AddSegments()
        .AddImports(configuration);

    public static RouteGroupBuilder MapCapabilities(this RouteGroupBuilder v1) => v1
        .MapMerchants()
        .MapPolicy()
        .MapKeys()
        .MapStaff()
        .MapCustomers()
        .MapRelationships()
        .MapRisk()
        .MapInteractions()
        .MapProducts()
        .MapOrders()
        .MapFollowUps()
        .MapPlaybooks()
        .MapMessages()
        .MapReferrals()
        .MapSegments()
        .MapImports()
        .MapOperations()
        .MapJobs()
        .MapParkedMessages()
        .MapAuditLog();
}
