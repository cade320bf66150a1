using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;

namespace RetentionApi.Cases;

internal static class CaseProblems
{
    public static readonly Error NotFound = Error.NotFound("case");

    public static readonly Error OwnerUnknown = Error.Refused("case.owner_unknown", "Nobody of this id works for you now.", "/ownerId");

    public static readonly Error ProductUnknown = Error.Refused("case.product_unknown", "There is no product with this SKU.", "/productSku");

    public static readonly ProblemText[] Texts =
    [
        new("case.not_found", "There is no such case", "Check the id; `~source:externalId` names a case by your own system's id. Another merchant's cases are not there for you."),
        new("case.owner_unknown", "No such staff member", "`GET /v1/staff` lists who works for you; who has left cannot own a case."),
        new("case.product_unknown", "No such product", "Report the product first, or leave `productSku` out."),
        new("case.closed", "The case is closed", "What comes after it is a case of its own."),
        new("case.not_forward", "It has come this far already", "A case only goes forward; steps may be left out. What is not solved after all is opened again by the revisit."),
        new("case.not_resolved", "It is not resolved yet", "First resolve the case, then ask the customer whether it is solved."),
        new("case.tried_lately", "Asked not long ago", "Ask the second time a week after the first; an answer that comes before counts at once."),
        new("case.cannot_wait", "Its clock cannot stand still", "Only until a case is resolved the customer can be waited for."),
        new("case.already_waiting", "The customer is waited for already", "Resume the case when what was waited for has come."),
        new("case.not_waiting", "Nobody is waited for", "The clock runs already."),
    ];
}
