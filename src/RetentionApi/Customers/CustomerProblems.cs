using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;

namespace RetentionApi.Customers;

internal static class CustomerProblems
{
    public static readonly Error NotFound = Error.NotFound("customer");

    public static readonly ProblemText[] Texts =
    [
        new("customer.not_found", "There is no such customer", "Check the id; `~source:externalId` names a customer by the storefront's own id. Another merchant's customers are not there for you."),
    ];
}
