using RetentionApi.Platform.OpenApi;
using RetentionApi.Platform.Security;

namespace RetentionApi.Customers;

internal static class CustomerRoutes
{
    public static IServiceCollection AddCustomers(this IServiceCollection services) =>
        services.AddScoped<StandingReads>().AddScoped<CustomerPersons>();

    public static RouteGroupBuilder MapCustomers(this RouteGroupBuilder v1)
    {
        var customers = v1.MapGroup("/customers").WithTags("Customers");
        customers.MapPost("/", CreateCustomer.Endpoint).Needs(Scopes.CustomersWrite)
            .Explained("createCustomer", "Report a customer",
                "Tell us of a person as soon as they are in touch, buying or not. Known by your own id (`source` + `externalId`) the same person is found again and only what you tell changes; "
                + "without one, the single customer who holds the email or phone is meant.")
            .RequestExample(Examples.Report);
        customers.MapGet("/{id}", GetCustomer.Endpoint).Needs(Scopes.CustomersRead)
            .Explained("getCustomer", "Read a customer",
                "Who they are, how good the relationship is (level, trust, risk in brief) and the last twenty things that happened. `id` is ours, or `~source:externalId`.")
            .Fails(CustomerProblems.NotFound);
        customers.MapGet("/", ListCustomers.Endpoint).Needs(Scopes.CustomersRead)
            .Explained("listCustomers", "Find customers",
                "By level, risk band, tag, owner or words in name, email or phone; newest change first. Everybody at risk whom you have served well: `level=responsible&riskBand=high`.");
        customers.MapGet("/{id}/timeline", ListTimeline.Endpoint).Needs(Scopes.CustomersRead)
            .Explained("listTimeline", "Everything that happened", "Orders, deliveries, returns, enquiries, visits, duties and changes of level of one customer, newest first.")
            .Fails(CustomerProblems.NotFound);
        return v1;
    }

    private static class Examples
    {
        public static readonly object Report = new
        {
            source = "shopify",
            externalId = "207119551",
            name = "王芳",
            email = "wang.fang@example.com",
            phone = "+8613800138000",
            language = "zh-CN",
            timeZone = "Asia/Shanghai",
            country = "CN",
            tags = new[] { "newsletter" },
            firstContactAt = "2026-03-01T09:30:00+08:00",
            updatedAt = "2026-03-01T09:30:00+08:00",
        };
    }
}
