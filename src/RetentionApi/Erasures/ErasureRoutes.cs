using RetentionApi.Customers;
using RetentionApi.Merchants;
using RetentionApi.Platform.Jobs;
using RetentionApi.Platform.OpenApi;
using RetentionApi.Platform.Operations;
using RetentionApi.Platform.Security;

namespace RetentionApi.Erasures;

internal static class ErasureRoutes
{
    public static IServiceCollection AddErasures(this IServiceCollection services) => services
        .AddSingleton<PersonalTables>()
        .AddSingleton<Eraser>()
        .AddSingleton<IOperationWork, ErasureWork>()
        .AddRecurringJob<ErasureJob>(ErasureJob.Name, RecurringJobs.EveryMinute);

    public static RouteGroupBuilder MapErasures(this RouteGroupBuilder v1)
    {
        v1.MapGroup("/customers").WithTags("Customers").MapDelete("/{id}", EraseCustomer.Endpoint).Needs(Scopes.CustomersErase)
            .Explained("eraseCustomer", "Erase a customer",
                "For one who asks to be forgotten, with all who were merged into them. From this answer on they are in no list, no duty, no message, and their links open nothing; the operation then searches "
                + "what is not filed under them; a name of a single word, or of two ideographs, only in what is about them, for elsewhere it may be anybody's. Their orders stay in your books, as nobody's. Later reports do not bring them back: an order that names them is kept without them, anything else is refused with "
                + "`customer.erased`. It cannot be undone, nor stopped.")
            .Fails(CustomerProblems.NotFound, CustomerProblems.Restricted)
            .ResponseExample(Begun);
        v1.MapGroup("/erasures").WithTags("Customers").MapPost("/lift", LiftErasure.Endpoint).Needs(Scopes.CustomersErase)
            .Explained("liftErasure", "Let an erased customer come back",
                "Who was erased and wants to be known again is named by what you knew them by: from then on they can be reported, as somebody new. Nothing of before comes back.")
            .Fails(ErasureProblems.NobodyErased)
            .RequestExample(new { source = "shopify", externalId = "207119551", email = "wang.fang@example.com" })
            .ResponseExample(new LiftedErasureView(3));
        return v1;
    }

    private static readonly OperationView Begun = new(
        new Guid("019cab3c-7c00-7a51-b1a4-2f6d1c3e5a77"), ErasureWork.OperationKind, OperationStatus.Queued, new OperationProgressView(0, null, 0), null, null, false,
        ExampleShop.Ordered, null, null);
}
