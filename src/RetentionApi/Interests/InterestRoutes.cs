using RetentionApi.Customers;
using RetentionApi.Domain.Interests;
using RetentionApi.Merchants;
using RetentionApi.Platform.OpenApi;
using RetentionApi.Platform.Paging;
using RetentionApi.Platform.Security;

namespace RetentionApi.Interests;

internal static class InterestRoutes
{
    public static RouteGroupBuilder MapInterests(this RouteGroupBuilder v1)
    {
        var interests = v1.MapGroup("/customers/{id}/interests").WithTags("Interests");
        interests.MapPut("/", SetInterest.Endpoint).Needs(Scopes.CustomersWrite)
            .Explained("setInterest", "Keep what a customer wants to be told",
                "For the button \"tell me\": when a product can be bought again, or costs no more than a price. They are told once, within a day of its coming true, and only while it is true; "
                + "if it is true already, at once. The same again changes nothing but the price; after they declined such news, it is asked for anew.")
            .Fails(CustomerProblems.NotFound, CustomerProblems.Restricted, InterestProblems.ProductUnknown)
            .RequestExample(Examples.PriceBelow);
        interests.MapGet("/", ListInterests.Endpoint).Needs(Scopes.CustomersRead)
            .Explained("listInterests", "What a customer wants to be told", "Newest first; what is over shows whether it was told. Only what is open: `open=true`.")
            .Fails(CustomerProblems.NotFound, CustomerProblems.Restricted)
            .ResponseExample(Examples.List);
        interests.MapDelete("/{interestId}", WithdrawInterest.Endpoint).Needs(Scopes.CustomersWrite)
            .Explained("withdrawInterest", "They want to hear of it no more", "What was about to be told is not.")
            .Fails(CustomerProblems.NotFound, CustomerProblems.Restricted, InterestProblems.NotFound);
        return v1;
    }

    private static class Examples
    {
        public static readonly object PriceBelow = new { productSku = "TEA-LJ-250", kind = "priceBelow", price = new { amount = "99.00", currency = "CNY" }, channel = "web" };

        public static readonly Page<InterestView> List = new(
            [
                new InterestView(
                    ExampleShop.Interest, ExampleShop.Customer, ExampleShop.Product, "TEA-LJ-250", "龙井 250 g", InterestKind.PriceBelow, ExampleShop.Yuan(99), "web",
                    ExampleShop.FirstContact, null, null, null),
            ],
            null);
    }
}
