using RetentionApi.Platform.OpenApi;
using RetentionApi.Platform.Security;

namespace RetentionApi.Merchants;

internal static class MerchantRoutes
{
    public static RouteGroupBuilder MapMerchants(this RouteGroupBuilder v1)
    {
        var merchants = v1.MapGroup("").WithTags("Merchant");
        merchants.MapPost("/merchants", CreateMerchant.Endpoint).Needs(Scopes.MerchantsCreate)
            .Explained("createMerchant", "Create a merchant",
                "For the operator of the service. The answer holds the new merchant's first admin key in `apiKey`, shown this once: hand it over, then forget it.")
            .RequestExample(Examples.New);
        merchants.MapGet("/merchant", GetMerchant.Endpoint).Needs(Scopes.MerchantRead)
            .Explained("getMerchant", "Read your shop's settings", "Time zone, money, business hours and quiet hours of the merchant that your key belongs to.");
        merchants.MapPatch("/merchant", ChangeMerchant.Endpoint).Needs(Scopes.MerchantWrite)
            .Explained("changeMerchant", "Change your shop's settings",
                "Send only what changes (RFC 7396), with the `ETag` you read as `If-Match`. Business hours are the clock of your deadlines. "
                + "After another time zone or currency every customer is looked at anew.")
            .Fails(MerchantProblems.OfBusinessHours).Fails(MerchantProblems.EscalationUnknown, MerchantProblems.MailNotConfigured)
            .RequestExample(Examples.Change);
        return v1;
    }

    private static class Examples
    {
        public static readonly object New = new { name = "Tea & Kettle", timeZone = "Asia/Shanghai", currency = "CNY", language = "zh-CN" };

        public static readonly object Change = new
        {
            grossMargin = 0.35,
            businessHours = new[] { new { day = "monday", from = "09:00", to = "12:00" }, new { day = "monday", from = "13:00", to = "18:00" } },
            holidays = new[] { "2026-10-01", "2026-10-02" },
            quietHours = new { from = "21:00", to = "08:00" },
            valuePriority = new[] { "quality", "relationship", "price", "convenience", "environment" },
        };
    }
}
