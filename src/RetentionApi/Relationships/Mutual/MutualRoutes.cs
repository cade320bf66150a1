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
        v1.MapGroup("/reliability").WithTags("Relationships").MapGet("/", GetReliability.Endpoint).Needs(Scopes.ReportsRead)
            .Explained("getReliability", "How far you can be relied on",
                "Promises kept, enquiries answered in time, cases solved the first time, suggestions replied to and checks made, as a number from 0 to 100 with its certainty: "
                + "for the merchant, each team, or each person. It is a few minutes behind.")
            .Fails(MutualProblems.WrongPeriod)
            .ResponseExample(MutualExamples.Reliability);
        return v1;
    }
}
