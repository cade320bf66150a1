using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;

namespace RetentionApi.Catalog;

internal static class ProductProblems
{
    public static readonly Error NotFound = Error.NotFound("product");

    public static readonly ProblemText[] Texts =
    [
        new("product.not_found", "There is no such product", "Check the id; `~sku:…` names a product by its sku."),
    ];
}
