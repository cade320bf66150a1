using RetentionApi.Customers;
using RetentionApi.Platform.Errors;
using RetentionApi.Platform.Jobs;
using RetentionApi.Platform.OpenApi;
using RetentionApi.Platform.Operations;
using RetentionApi.Platform.Security;

namespace RetentionApi.Risk;

internal static class RiskRoutes
{
    public static IServiceCollection AddRisk(this IServiceCollection services) => services
        .AddSingleton<IOperationWork, FitChurnModelWork>()
        .AddSingleton<RiskCrossings>()
        .AddSingleton<ChurnFitJob>()
        .AddRecurringJob<RiskCrossingJob>("risk-crossings", RecurringJobs.EarlyInTheHour)
        .AddRecurringJob<WeeklyFitJob>("churn-fit", RecurringJobs.Mondays)
        .AddScoped<ModelScores>()
        .AddScoped<CustomerRiskReads>();

    public static RouteGroupBuilder MapRisk(this RouteGroupBuilder v1)
    {
        v1.MapGet("/customers/{id}/risk", GetCustomerRisk.Endpoint).WithTags("Risk").Needs(Scopes.CustomersRead)
            .Explained("getCustomerRisk", "Is this customer about to leave, and why",
                "How likely another order is, when to expect it, what the customer is still worth and what is at stake, with the reasons in words. "
                + "The band follows the customer's own rhythm: `active`, `cooling`, `high`, `lost`. With `asOf` as of a past day.")
            .Fails(CustomerProblems.NotFound, CustomerProblems.Restricted, RiskProblems.NotFitted, RiskProblems.AsOfFuture)
            .ResponseExample(RiskExamples.Risk);

        var models = v1.MapGroup("/churn/models").WithTags("Risk");
        models.MapPost("/", FitChurnModel.Endpoint).Needs(Scopes.ModelsWrite)
            .Explained("fitChurnModel", "Learn from the orders when customers leave",
                "Fits MBG/NBD to the orders up to `asOf`, in the background; the operation's result names the model. As of today it becomes the model by which everybody is scored, without any reminder: "
                + "from then on the daily job sees who crosses a threshold. It is done anew every week by itself.")
            .Fails(RiskProblems.AsOfFuture)
            .RequestExample(new { asOf = "2011-09-09", horizonDays = 91 });
        models.MapGet("/", ListChurnModels.Endpoint).Needs(Scopes.ModelsRead)
            .Explained("listChurnModels", "All fits", "Newest first, each with its back-test.");
        models.MapGet("/{id}", GetChurnModel.Endpoint).Needs(Scopes.ModelsRead)
            .Explained("getChurnModel", "How good is the model",
                "Its parameters, and how well it would have foretold the last quarter, next to the plain rule “no order for 90 days”. Among customers with one order it ranks by the age of that order only.")
            .Fails(RiskProblems.ModelNotFound)
            .ResponseExample(RiskExamples.Model);
        models.MapGet("/{id}/scores", ListScores.Endpoint).Needs(Scopes.ModelsRead)
            .Explained("listScores", "Every buyer's score", "As of the model's day, page by page as JSON, or all at once as CSV (`format=csv` or `Accept: text/csv`). Who objected to profiling, or asked that their data be kept and not used, is not among them.")
            .Fails(RiskProblems.ModelNotFound, ProblemCatalogue.NotAcceptable);
        return v1;
    }
}
