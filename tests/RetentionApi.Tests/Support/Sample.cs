namespace RetentionApi.Tests.Support;

/// <summary>Bodies as a storefront sends them.</summary>
internal static class Sample
{
    /// <summary>Two packs of tea and a kettle, for a customer of the storefront.</summary>
    public static Dictionary<string, object> Order(string externalId, string customerId = "c-1", string placedAt = "2026-03-01T10:00:00+08:00") => new()
    {
        ["source"] = "shop",
        ["externalId"] = externalId,
        ["placedAt"] = placedAt,
        ["currency"] = "CNY",
        ["customer"] = new { source = "shop", externalId = customerId, name = "王芳", email = $"{customerId}@example.com" },
        ["lines"] = new[] { Line("TEA-1", 2, "129.00"), Line("KETTLE", 1, "399.00") },
    };

    public static object Line(string sku, decimal quantity, string price) => new { sku, quantity, unitPrice = new { amount = price, currency = "CNY" } };

    public static Dictionary<string, object> With(this Dictionary<string, object> body, string member, object value) => new(body) { [member] = value };
}
