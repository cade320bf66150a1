namespace RetentionApi.Tests.Support;

/// <summary>A <see cref="LargeShop"/> with a fifth of the rows: so few that reading all of a merchant's looks cheap to the planner.</summary>
public sealed class MiddlingShop(TestDatabaseServer server) : LargeShop(server)
{
    protected override int Rows => 20_000;

    /// <summary>What is read only with a customer or an order in hand.</summary>
    protected override Dictionary<string, (string Column, string Value)[]> More => new()
    {
        ["evidence"] = [("customer_id", CustomerOf("i")), ("kind", "'qualityConfirmed'")],
        ["level_transitions"] = [("customer_id", CustomerOf("i"))],
        ["order_days"] = [("customer_id", CustomerOf("i"))],
        ["risk_crossings"] = [("customer_id", CustomerOf("i")), ("band", "'high'")],
        ["quality_ratings"] = [("customer_id", CustomerOf("i")), ("product_id", "md5('nothing' || i)::uuid"), ("verdict", "'sound'"), ("rating", "5")],
        ["value_points"] = [("customer_id", CustomerOf("i")), ("value", "'price'")],
        ["consents"] = [("customer_id", CustomerOf("i")), ("channel", "'email'"), ("purpose", "'survey'")],
        ["deliveries"] = [("order_id", "md5('other' || i)::uuid")],
        ["returns"] = [("order_id", "md5('other' || i)::uuid"), ("reason", "'fault'")],
        ["credit_notes"] = [("customer_id", CustomerOf("i"))],
        ["referrals"] = [("referrer_id", CustomerOf("i")), ("referred_id", CustomerOf("1 + (i + 7) % 20000"))],
        ["customer_links"] = [("customer_id", CustomerOf("i"))],
        ["notices"] = [("customer_id", CustomerOf("i"))],
    };
}
