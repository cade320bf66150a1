using RetentionApi.Customers;
using RetentionApi.Platform.OpenApi;
using RetentionApi.Platform.Security;

namespace RetentionApi.Relationships.Mutual;

internal static class MutualRoutes
{
    public static RouteGroupBuilder MapMutualTrust(this RouteGroupBuilder v1)
    {
        v1.MapGroup("/customers/{id}").WithTags("Relationships").MapGet("/reciprocity", GetReciprocity.Endpoint).Needs(Scopes.CustomersRead)
            .Explained("getReciprocity", "What each side gave",
                "Courtesy, benefit, help and agreement that you and the customer gave each other in a year, what was failed, and whether only one of you carries the relation.")
            .Fails(CustomerProblems.NotFound, CustomerProblems.Restricted)
            .ResponseExample(MutualExamples.Reciprocity);
        return v1;
    }
}
