using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;

namespace RetentionApi.Interests;

internal static class InterestProblems
{
    public static readonly Error NotFound = Error.NotFound("interest");

    public static readonly Error ProductUnknown = Error.Refused("interest.product_unknown", "There is no such product: report it first.", "/productSku");

    public static readonly ProblemText[] Texts =
    [
        new("interest.not_found", "There is no such open interest", "What was told or withdrawn is over: `GET /v1/customers/{id}/interests` lists what is open."),
        new("interest.product_unknown", "No such product", "Name it by `productSku`, or by our id in `productId`."),
    ];
}
