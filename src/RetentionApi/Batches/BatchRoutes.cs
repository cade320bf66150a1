using RetentionApi.Catalog;
using RetentionApi.CustomerPages;
using RetentionApi.Domain.Batches;
using RetentionApi.Platform.OpenApi;
using RetentionApi.Platform.Security;

namespace RetentionApi.Batches;

internal static class BatchRoutes
{
    public static IServiceCollection AddBatches(this IServiceCollection services) => services
        .AddScoped<BatchAlertDecisions>()
        .AddKeyedScoped<ICustomerPage, BatchAlertPage>(LinkPurpose.BatchAlert);

    public static RouteGroupBuilder MapBatches(this RouteGroupBuilder v1)
    {
        v1.MapGroup("/products").WithTags("Products").MapGet("/{id}/quality", GetProductQuality.Endpoint).Needs(Scopes.ProductsRead)
            .Explained("getProductQuality", "What customers say of a product",
                "Counted from the answers to quality checks and from what came back for a fault, in all and by batch. A line says one thing: sound (4 or 5), a defect (1 or 2, or returned), "
                + "or neither. The defect rate comes with the interval in which it lies: few answers say little.")
            .Fails(ProductProblems.NotFound)
            .ResponseExample(BatchAlertExamples.Quality);
        var alerts = v1.MapGroup("/batch-alerts").WithTags("Batch alerts");
        alerts.MapGet("/", ListBatchAlerts.Endpoint).Needs(Scopes.BatchesRead)
            .Explained("listBatchAlerts", "Bad batches",
                "The oldest first. `status=proposed` is what a manager has to decide, each with its deadline of four business hours, and on the work list (`GET /v1/follow-ups?kind=alertDecision`): an alert never goes out by itself.")
            .ResponseExample(BatchAlertExamples.Alerts);
        alerts.MapGet("/{id}", GetBatchAlert.Endpoint).Needs(Scopes.BatchesRead)
            .Explained("getBatchAlert", "How far an alert has come", "What is known of the batch today, and how many of its buyers were told, have answered, and have sent it back.")
            .Fails(BatchAlertProblems.NotFound)
            .ResponseExample(BatchAlertExamples.Detail);
        alerts.MapGet("/{id}/buyers", ListBatchBuyers.Endpoint).Needs(Scopes.BatchesRead)
            .Explained("listBatchBuyers", "Who bought of it", "By how far it has come with them, or by what they say they do with it. Who buys of it later comes in here by themselves.")
            .Fails(BatchAlertProblems.NotFound)
            .ResponseExample(BatchAlertExamples.Buyers);
        return MapDecisions(v1, alerts);
    }

    private static RouteGroupBuilder MapDecisions(RouteGroupBuilder v1, RouteGroupBuilder alerts)
    {
        alerts.MapPost("/", CreateBatchAlert.Endpoint).Needs(Scopes.BatchesDecide)
            .Explained("createBatchAlert", "Raise the alarm about a batch",
                "For what you know from its producer, say. It is your decision, and every buyer is told at once, whatever the hour and whatever they said to advertising; who cannot be written to, "
                + "or does not answer, is on the work list to be called.")
            .Fails(BatchAlertProblems.ProductUnknown, BatchAlertProblems.Exists)
            .RequestExample(BatchAlertExamples.New)
            .ResponseExample(BatchAlertExamples.Confirmed);
        alerts.MapPost("/{id}/confirm", ConfirmBatchAlert.Endpoint).Needs(Scopes.BatchesDecide)
            .Explained("confirmBatchAlert", "Yes, tell them",
                "Every buyer is told at once, whatever the hour and whatever they said to advertising: what it is about, to stop using it for now, and what you say in `toBuyers`. "
                + "While they have not answered they are not advertised to.")
            .Fails(BatchAlertProblems.OfDecisions)
            .RequestExample(BatchAlertExamples.Confirm)
            .ResponseExample(BatchAlertExamples.Confirmed);
        alerts.MapPost("/{id}/dismiss", DismissBatchAlert.Endpoint).Needs(Scopes.BatchesDecide)
            .Explained("dismissBatchAlert", "No, it is nothing", "Say why. It comes up again with the next defect.")
            .Fails([.. BatchAlertProblems.OfDecisions, BatchAlertErrors.ReasonRequired])
            .RequestExample(BatchAlertExamples.Dismiss)
            .ResponseExample(BatchAlertExamples.Dismissed);
        return v1;
    }
}
