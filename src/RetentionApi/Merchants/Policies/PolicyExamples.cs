using RetentionApi.Domain.Merchants;

namespace RetentionApi.Merchants.Policies;

internal static class PolicyExamples
{
    public static readonly object Change = new
    {
        content = new { fallAfter = "P45D", duties = new { qualityCheckAfter = "P10D" } },
        activeFrom = "2026-04-01T00:00:00+08:00",
        note = "Our tea needs ten days to be judged.",
    };

    public static readonly object DryRun = new { content = new { rungWindow = "P180D" } };

    public static readonly PolicyVersionView Active = new(
        1, 1, PolicyState.Active, ExampleShop.FirstContact, ExampleShop.FirstContact, null, null, ExampleShop.FirstContact, null, Policy.Default);
}
