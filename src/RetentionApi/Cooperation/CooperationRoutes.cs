using RetentionApi.Customers;
using RetentionApi.Domain.Cooperation;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Platform.OpenApi;
using RetentionApi.Platform.Security;

namespace RetentionApi.Cooperation;

internal static class CooperationRoutes
{
    public static IServiceCollection AddCooperation(this IServiceCollection services) => services.AddScoped<AdviceDecisions>();

    public static RouteGroupBuilder MapCooperation(this RouteGroupBuilder v1)
    {
        var customer = v1.MapGroup("/customers/{id}").WithTags("Advice");
        customer.MapGet("/recommendations", GetRecommendations.Endpoint).Needs(Scopes.CustomersRead)
            .Explained("getRecommendations", "What is the best value for this customer",
                "At most three products of a category that can be bought, each with its quality and its price rank, weighed as this customer weighs them, and the reason in words. "
                + "With fewer than two products there is nothing to compare.")
            .Fails(CustomerProblems.NotFound, CustomerProblems.Restricted, AdviceProblems.CategoryMissing)
            .ResponseExample(CooperationExamples.Recommendations);
        customer.MapGet("/value-profile", GetValueProfile.Endpoint).Needs(Scopes.CustomersRead)
            .Explained("getValueProfile", "What this customer values",
                "How much price, convenience, quality, relationship and environment mean to them, with everything that this rests on. While little is known, it is your own priority.")
            .Fails(CustomerProblems.NotFound, CustomerProblems.Restricted)
            .ResponseExample(CooperationExamples.Profile);
        customer.MapPut("/value-profile", SetValueProfile.Endpoint).Needs(Scopes.CustomersWrite)
            .Explained("setValueProfile", "Keep what they say they value", "In place of what they said before; it counts twice as much as what they chose. Of a customer who objected to profiling nothing is kept; an empty list is taken from everybody.")
            .Fails(CustomerProblems.NotFound, CustomerProblems.Restricted, AdviceProblems.ValuesWithheld, AdviceProblems.SaidInFuture)
            .RequestExample(CooperationExamples.Said)
            .ResponseExample(CooperationExamples.Profile);
        return MapAdvice(v1, customer);
    }

    private static RouteGroupBuilder MapAdvice(RouteGroupBuilder v1, RouteGroupBuilder customer)
    {
        customer.MapPost("/advice", GiveAdvice.Endpoint).Needs(Scopes.CustomersWrite)
            .Explained("giveAdvice", "Record what you advised",
                "Name the products, or only the category if you advised what is recommended. Their numbers are kept as they are now. When the customer soon buys one of them, the advice was taken.")
            .Fails(
                CustomerProblems.NotFound, CustomerProblems.Restricted, AdviceProblems.ProductUnknown, AdviceProblems.TooFew, AdviceProblems.Withheld, AdviceProblems.CauseUnknown,
                AdviceErrors.InFuture, FollowUpErrors.ClaimedByOther, FollowUpErrors.ActedTooEarly)
            .RequestExample(CooperationExamples.Given)
            .ResponseExample(CooperationExamples.Advice);
        customer.MapGet("/advice", ListAdvice.Endpoint).Needs(Scopes.CustomersRead)
            .Explained("listAdvice", "What this customer was advised", "Newest first, with what became of it.")
            .Fails(CustomerProblems.NotFound, CustomerProblems.Restricted)
            .ResponseExample(CooperationExamples.List);
        var advice = v1.MapGroup("/advice/{id}").WithTags("Advice");
        advice.MapPost("/accept", AcceptAdvice.Endpoint).Needs(Scopes.CustomersWrite)
            .Explained("acceptAdvice", "They take it", "Which product, and which value decided it: the customer's value profile learns from it.")
            .Fails(AdviceProblems.NotFound, CustomerProblems.Restricted, AdviceErrors.AlreadyAccepted, AdviceErrors.NotAdvised, AdviceErrors.InFuture, AdviceErrors.BeforeGiven)
            .RequestExample(CooperationExamples.Accepted)
            .ResponseExample(CooperationExamples.Advice);
        advice.MapPost("/regret", RegretAdvice.Endpoint).Needs(Scopes.CustomersWrite)
            .Explained("regretAdvice", "They regret it", "They told you so. What they send back as unsuitable, or after a change of mind, says so by itself.")
            .Fails(AdviceProblems.NotFound, CustomerProblems.Restricted, AdviceErrors.AlreadyRegretted, AdviceErrors.InFuture, AdviceErrors.BeforeGiven)
            .RequestExample(CooperationExamples.Regretted)
            .ResponseExample(CooperationExamples.Advice);
        return v1;
    }
}
