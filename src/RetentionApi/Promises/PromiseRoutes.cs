using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Promises;
using RetentionApi.Platform.OpenApi;
using RetentionApi.Platform.Security;

namespace RetentionApi.Promises;

internal static class PromiseRoutes
{
    private static readonly Error[] Settled =
        [.. new[] { PromiseStatus.Kept, PromiseStatus.Broken, PromiseStatus.Repaired, PromiseStatus.Renegotiated, PromiseStatus.Withdrawn }.Select(PromiseErrors.Settled)];

    public static IServiceCollection AddPromises(this IServiceCollection services) => services.AddScoped<PromiseDecisions>();

    public static RouteGroupBuilder MapPromises(this RouteGroupBuilder v1)
    {
        var promises = v1.MapGroup("/promises").WithTags("Promises");
        promises.MapPost("/", CreatePromise.Endpoint).Needs(Scopes.PromisesWrite)
            .Explained("createPromise", "Report a promise",
                "What you told a customer that you would do, and by when; it is on the work list the day before. The promised date of a delivery, the day of a case's proposal or of an answer, "
                + "and what a product claims become promises by themselves.")
            .Fails(NamedCustomer.CustomerUnknown, NamedCustomer.OrderUnknown, CustomerProblems.Restricted, PromiseProblems.StaffUnknown, PromiseErrors.DueInPast,
                Platform.Errors.ProblemCatalogue.Contended)
            .RequestExample(PromiseExamples.New)
            .ResponseExample(PromiseExamples.Kept);
        promises.MapGet("/", ListPromises.Endpoint).Needs(Scopes.PromisesRead)
            .Explained("listPromises", "The promise ledger", "By when they are due: of one customer, one state, one person (`madeBy=me`), or due before a time.")
            .ResponseExample(PromiseExamples.Ledger);
        promises.MapGet("/{id}", GetPromise.Endpoint).Needs(Scopes.PromisesRead)
            .Explained("getPromise", "Read a promise", "What, to whom, by whom, where and until when, and what became of it.")
            .Fails(PromiseProblems.NotFound, CustomerProblems.Restricted)
            .ResponseExample(PromiseExamples.Kept);
        MapDecisions(promises);
        return v1;
    }

    private static void MapDecisions(RouteGroupBuilder promises)
    {
        Decision(promises.MapPost("/{id}/keep", KeepPromise.Endpoint), "keepPromise", "It is done", "In time is what was done in time, whenever you report it.", PromiseExamples.Keep)
            .Fails(PromiseErrors.KeptInFuture, PromiseErrors.KeptTooLate).Fails(Settled);
        Decision(promises.MapPost("/{id}/break", BreakPromise.Endpoint), "breakPromise", "It will not be done",
            "Say so before its time is over. What is not kept by then is broken by itself.", PromiseExamples.Break)
            .Fails(Settled);
        Decision(promises.MapPost("/{id}/renegotiate", RenegotiatePromise.Endpoint), "renegotiatePromise", "The customer agreed to another date",
            "Only their yes makes it so, and only before the time is over. Answers with the promise that stands instead.", PromiseExamples.Renegotiate)
            .Fails(PromiseErrors.DueInPast).Fails(Settled);
        Decision(promises.MapPost("/{id}/repair", RepairPromise.Endpoint), "repairPromise", "Make it good",
            "A broken promise was fulfilled late, and the customer was told or compensated: from then on the breach fades.", PromiseExamples.Repair)
            .Fails(PromiseErrors.NotBroken);
    }

    private static RouteHandlerBuilder Decision(RouteHandlerBuilder route, string operationId, string summary, string description, object example) => route
        .Needs(Scopes.PromisesWrite)
        .Explained(operationId, summary, description)
        .Fails(PromiseProblems.NotFound, CustomerProblems.Restricted)
        .RequestExample(example);
}
