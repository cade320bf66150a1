using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;

namespace RetentionApi.Customers;

internal static class CustomerProblems
{
    public static readonly Error NotFound = Error.NotFound("customer");

    public static readonly Error Restricted = new(ErrorKind.Forbidden, "customer.restricted", "The customer asked that their data be kept and not used: only admins see them.");

    public static readonly ProblemText[] Texts =
    [
        new("customer.restricted", "The customer's data is restricted", "Use an admin's key, or wait until the restriction is lifted (`PUT /v1/customers/{id}/objections`)."),
        new("customer.not_found", "There is no such customer", "Check the id; `~source:externalId` names a customer by the storefront's own id. Another merchant's customers are not there for you."),
    ];
}
