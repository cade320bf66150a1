using RetentionApi.Platform.Errors;
using RetentionApi.Platform.OpenApi;
using RetentionApi.Platform.Security;

namespace RetentionApi.Catalog;

internal static class ProductRoutes
{
    public static RouteGroupBuilder MapProducts(this RouteGroupBuilder v1)
    {
        var products = v1.MapGroup("/products").WithTags("Products");
        products.MapPost("/", CreateProduct.Endpoint).Needs(Scopes.ProductsWrite)
            .Explained("createProduct", "Report a product",
                "What you sell, what a buyer must know of it, how long one lasts and how long the warranty runs: from this come the facts told before shipping, the question whether they need another, "
                + "and the care before the warranty ends. Known by its sku; only what you tell changes.")
            .Fails(ProblemCatalogue.UpdatedInFuture())
            .RequestExample(Examples.Product);
        products.MapGet("/", ListProducts.Endpoint).Needs(Scopes.ProductsRead)
            .Explained("listProducts", "Find products", "By category, or by how sku or name begin; in the order of the skus.");
        products.MapGet("/{id}", GetProduct.Endpoint).Needs(Scopes.ProductsRead)
            .Explained("getProduct", "Read a product", "With its prices, the newest first. `id` is ours, or `~sku:TEA-LJ-250`.")
            .Fails(ProductProblems.NotFound);
        products.MapPatch("/{id}", ChangeProduct.Endpoint).Needs(Scopes.ProductsWrite)
            .Explained("changeProduct", "Change a product", "Send only what changes, with the `ETag` you read as `If-Match`. Duties of customers who have it follow.")
            .Fails(ProductProblems.NotFound)
            .RequestExample(Examples.Change);
        products.MapPut("/{id}/stock", SetStock.Endpoint).Needs(Scopes.ProductsWrite)
            .Explained("setStock", "Say how many are there", "Null is unknown and counts as in stock. Of what is out of stock you may say when it is there again: to whoever asked to be told, that is a promise.")
            .Fails(ProductProblems.NotFound)
            .RequestExample(Examples.Stock);
        products.MapPost("/{id}/batches", CreateBatch.Endpoint).Needs(Scopes.ProductsWrite)
            .Explained("createBatch", "Report a batch", "Quality is tracked by batch: name it in the order's lines as well, and a bad one is found.")
            .Fails(ProductProblems.NotFound)
            .RequestExample(Examples.Batch);
        products.MapGet("/{id}/batches", ListBatches.Endpoint).Needs(Scopes.ProductsRead)
            .Explained("listBatches", "See a product's batches", "In the order of their codes.")
            .Fails(ProductProblems.NotFound);
        return v1;
    }

    private static class Examples
    {
        public static readonly object Product = new
        {
            sku = "TEA-LJ-250",
            name = "龙井 250 g",
            category = "green tea",
            price = new { amount = "129.00", currency = "CNY" },
            stock = 42,
            returnable = false,
            facts = new Dictionary<string, string> { ["zh-CN"] = "食品一经拆封不退不换。", ["en"] = "Food cannot be sent back once opened." },
            claims = new[] { "Picked before Qingming" },
            useUpDays = 60,
            followUpPlan = new { qualityCheckAfter = "P5D", secondQualityCheckAfter = "P21D" },
            updatedAt = "2026-03-01T09:30:00+08:00",
        };

        public static readonly object Change = new { returnable = true, useUpDays = 45 };

        public static readonly object Stock = new { stock = 0, expectedOn = "2026-03-20" };

        public static readonly object Batch = new { code = "LJ-2026-02", madeOn = "2026-02-20" };
    }
}
