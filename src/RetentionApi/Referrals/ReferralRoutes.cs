using RetentionApi.Customers;
using RetentionApi.Merchants;
using RetentionApi.Platform.OpenApi;
using RetentionApi.Platform.Paging;
using RetentionApi.Platform.Security;

namespace RetentionApi.Referrals;

internal static class ReferralRoutes
{
    public static RouteGroupBuilder MapReferrals(this RouteGroupBuilder v1)
    {
        var referrals = v1.MapGroup("/referrals").WithTags("Referrals");
        referrals.MapPost("/", CreateReferral.Endpoint).Needs(Scopes.CustomersWrite)
            .Explained("createReferral", "Report that a customer brought another",
                "A customer is brought once, by whoever is told first, and before their first order. When they buy, it is evidence of the referrer's trust: they bring others.")
            .Fails(
                ReferralProblems.ReferrerUnknown, ReferralProblems.ReferredUnknown, ReferralProblems.OfThemselves, ReferralProblems.BoughtBefore, ReferralProblems.InFuture,
                ReferralProblems.AlreadyReferred, CustomerProblems.Restricted)
            .RequestExample(Examples.Report)
            .ResponseExample(Examples.Referral);
        referrals.MapGet("/", ListReferrals.Endpoint).Needs(Scopes.CustomersRead)
            .Explained("listReferrals", "See who brought whom", "Newest first; all that one customer brought, or who brought one customer. `boughtAt` says who has become a buyer.")
            .ResponseExample(new Page<ReferralView>([Examples.Referral], null));
        referrals.MapGet("/{id}", GetReferral.Endpoint).Needs(Scopes.CustomersRead)
            .Explained("getReferral", "Read a referral", "Who brought whom, when, and since when they buy.")
            .Fails(ReferralProblems.NotFound, CustomerProblems.Restricted)
            .ResponseExample(Examples.Referral);
        return v1;
    }

    private static class Examples
    {
        public static readonly object Report = new
        {
            source = "shopify",
            externalId = "ref-771",
            referrer = "~shopify:207119551",
            referred = "~shopify:207119688",
            occurredAt = "2026-03-10T21:15:00+08:00",
            code = "WANGFANG10",
        };

        public static readonly ReferralView Referral = new(
            ExampleShop.Referral, "shopify", "ref-771", ExampleShop.Customer, ExampleShop.Referred, "WANGFANG10", ExampleShop.CheckDue, ExampleShop.Answered, ExampleShop.CheckDue);
    }
}
