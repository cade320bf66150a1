using RetentionApi.Batches;
using RetentionApi.Cases;
using RetentionApi.Catalog;
using RetentionApi.Cooperation;
using RetentionApi.CustomerPages;
using RetentionApi.Customers;
using RetentionApi.Defections;
using RetentionApi.Erasures;
using RetentionApi.Exports;
using RetentionApi.FollowUps;
using RetentionApi.FollowUps.Guides;
using RetentionApi.FollowUps.Playbooks;
using RetentionApi.Imports;
using RetentionApi.Interactions;
using RetentionApi.Interests;
using RetentionApi.Keys;
using RetentionApi.Merchants;
using RetentionApi.Merchants.Policies;
using RetentionApi.Messaging;
using RetentionApi.Messaging.Templates;
using RetentionApi.Orders;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Jobs;
using RetentionApi.Platform.Operations;
using RetentionApi.Platform.Outbox;
using RetentionApi.Promises;
using RetentionApi.Referrals;
using RetentionApi.Relationships;
using RetentionApi.Relationships.Mutual;
using RetentionApi.Reports;
using RetentionApi.Reviews;
using RetentionApi.Risk;
using RetentionApi.Segments;
using RetentionApi.Staffing;
using RetentionApi.Suggestions;
using RetentionApi.Surveys;

namespace RetentionApi;

/// <summary>What the service can do: each capability's services and routes. Their order is the order of the description.</summary>
internal static class Capabilities
{
    public static IServiceCollection AddCapabilities(this IServiceCollection services, IConfiguration configuration) => services
        .AddPolicy()
        .AddCustomers()
        .AddErasures()
        .AddExports()
        .AddRelationships()
        .AddCooperation()
        .AddFollowUps()
        .AddCases()
        .AddBatches()
        .AddPromises()
        .AddDefections()
        .AddPlaybooks()
        .AddMessaging(configuration)
        .AddCustomerPages(configuration)
        .AddSurveys()
        .AddSuggestions()
        .AddRisk()
        .AddSegments()
        .AddReviews()
        .AddReports()
        .AddImports(configuration);

    public static RouteGroupBuilder MapCapabilities(this RouteGroupBuilder v1) => v1
        .MapMerchants()
        .MapPolicy()
        .MapKeys()
        .MapStaff()
        .MapCustomers()
        .MapErasures()
        .MapExports()
        .MapRelationships()
        .MapMutualTrust()
        .MapInterests()
        .MapCooperation()
        .MapRisk()
        .MapInteractions()
        .MapProducts()
        .MapBatches()
        .MapOrders()
        .MapFollowUps()
        .MapGuides()
        .MapCases()
        .MapPromises()
        .MapDefections()
        .MapPlaybooks()
        .MapMessages()
        .MapTemplates()
        .MapReferrals()
        .MapSegments()
        .MapReviews()
        .MapReports()
        .MapSurveys()
        .MapSuggestions()
        .MapImports()
        .MapOperations()
        .MapJobs()
        .MapParkedMessages()
        .MapAuditLog();
}
