using RetentionApi.Erasures;
using RetentionApi.Platform.Errors;
using RetentionApi.Platform.Jobs;
using RetentionApi.Platform.OpenApi;
using RetentionApi.Platform.Security;
using RetentionApi.Segments;

namespace RetentionApi.Customers;

internal static class CustomerRoutes
{
    public static IServiceCollection AddCustomers(this IServiceCollection services) =>
        services
        .AddScoped<StandingReads>()
        .AddScoped<CustomerPersons>()
        .AddScoped<GuardedReads>()
        .AddScoped<CustomerListPages>()
        .AddScoped<AbsentVisitors>()
        .AddRecurringJob<AbsentVisitorJob>("absent-visitors", RecurringJobs.Nightly);

    public static RouteGroupBuilder MapCustomers(this RouteGroupBuilder v1)
    {
        var customers = v1.MapGroup("/customers").WithTags("Customers");
        customers.MapPost("/", CreateCustomer.Endpoint).Needs(Scopes.CustomersWrite)
            .Explained("createCustomer", "Report a customer",
                "Tell us of a person as soon as they are in touch, buying or not. Known by your own id (`source` + `externalId`) the same person is found again and only what you tell changes; "
                + "without one, the single customer who holds the email or phone is meant.")
            .Fails(ErasureProblems.Erased, CustomerProblems.ContactInFuture(), ProblemCatalogue.UpdatedInFuture())
            .RequestExample(Examples.Report)
            .ResponseExample(CustomerExamples.Customer);
        customers.MapGet("/{id}", GetCustomer.Endpoint).Needs(Scopes.CustomersRead)
            .Explained("getCustomer", "Read a customer",
                "Who they are, how good the relationship is (level, trust, risk in brief) and the last twenty things that happened. `id` is ours, or `~source:externalId`.")
            .Fails(CustomerProblems.NotFound, CustomerProblems.Restricted)
            .ResponseExample(CustomerExamples.Detail);
        customers.MapPatch("/{id}", ChangeCustomer.Endpoint).Needs(Scopes.CustomersWrite)
            .Explained("changeCustomer", "Change a customer's data",
                "Name, language, owner, tags, ways to reach them; send only what changes, with the `ETag` you read as `If-Match`. Null removes, lists are replaced as a whole.")
            .Fails(CustomerProblems.NotFound, CustomerProblems.Restricted, CustomerProblems.OwnerUnknown, CustomerProblems.StyleByStaffOnly)
            .RequestExample(Examples.Change)
            .ResponseExample(CustomerExamples.Customer);
        customers.MapGet("/", ListCustomers.Endpoint).Needs(Scopes.CustomersRead)
            .Explained("listCustomers", "Find customers",
                "By level, risk band, tag, owner or words in name, email or phone; newest change first, or with the most at stake first: `sort=-valueAtStake`. Everybody at risk whom you have served well: `level=responsible&riskBand=high`.")
            .Fails(SegmentProblems.Unknown)
            .ResponseExample(CustomerExamples.List);
        customers.MapGet("/{id}/timeline", ListTimeline.Endpoint).Needs(Scopes.CustomersRead)
            .Explained("listTimeline", "Everything that happened", "Orders, deliveries, returns, enquiries, visits, duties and changes of level of one customer, newest first.")
            .Fails(CustomerProblems.NotFound, CustomerProblems.Restricted);
        MapMerges(customers);
        MapWishes(customers);
        return v1;
    }

    private static void MapMerges(RouteGroupBuilder customers)
    {
        customers.MapPost("/{id}/merge", MergeCustomers.Endpoint).Needs(Scopes.CustomersWrite)
            .Explained("mergeCustomers", "Make two customers one person",
                "Nothing is moved or lost: reading, levels and lists go by the survivor from now on. Of consents the refusal wins, of objections any. It can be undone for thirty days.")
            .Fails(CustomerProblems.NotFound, CustomerProblems.Restricted, CustomerProblems.DuplicateUnknown, CustomerProblems.MergedIntoItself, CustomerProblems.AlreadyMerged)
            .RequestExample(Examples.Merge);
        customers.MapPost("/{id}/unmerge", UnmergeCustomers.Endpoint).Needs(Scopes.CustomersWrite)
            .Explained("unmergeCustomers", "Undo a merge", "Within thirty days: the two are two again, each with the facts that came in under them.")
            .Fails(CustomerProblems.NotFound, CustomerProblems.Restricted, CustomerProblems.NotMerged, CustomerProblems.MergedLongAgo)
            .RequestExample(Examples.Merge);
    }

    private static void MapWishes(RouteGroupBuilder customers)
    {
        customers.MapGet("/{id}/consents", GetConsents.Endpoint).Needs(Scopes.CustomersRead)
            .Explained("getConsents", "Read what a customer allowed", "By channel and purpose what counts now, and everything they ever said.")
            .Fails(CustomerProblems.NotFound, CustomerProblems.Restricted);
        customers.MapPut("/{id}/consents/{channel}/{purpose}", SetConsent.Endpoint).Needs(Scopes.CustomersWrite)
            .Explained("setConsent", "Keep a consent or a refusal",
                "What the customer said about surveys or marketing on one channel, with where, to what words and what shows it. The newest word counts at once; nothing is overwritten.")
            .Fails(CustomerProblems.NotFound, CustomerProblems.Restricted, CustomerProblems.ConsentInFuture)
            .RequestExample(Examples.Consent);
        customers.MapPut("/{id}/objections", SetObjections.Endpoint).Needs(Scopes.CustomersWrite)
            .Explained("setObjections", "Keep what a customer objects to",
                "To profiling: level, trust and risk are withheld, and no list finds them by these. To marketing. And the restriction: kept, not used, seen by admins only. It acts at once.")
            .Fails(CustomerProblems.NotFound, CustomerProblems.Restricted)
            .RequestExample(Examples.Objections);
    }

    private static class Examples
    {
        public static readonly object Change = new { language = "zh-CN", tags = new[] { "vip", "green tea" }, preferences = new { contactBy = "wechat" } };

        public static readonly object Merge = new { duplicateId = "01957c33-9a00-7000-8000-000000000002" };

        public static readonly object Consent = new { granted = true, source = "checkout", wording = "Yes, write to me about new teas.", proof = "order 820982911946154508" };

        public static readonly object Objections = new { profiling = true, marketing = false, restriction = false };

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
