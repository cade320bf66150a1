using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Promises;

internal static class PromiseSteps
{
    /// <summary>Kind and source of all that counts.</summary>
    public static async Task<List<string>> PromiseEvidenceAsync(this Shop shop) =>
        [.. (await shop.QueryAsync($"SELECT kind || ' ' || source FROM evidence WHERE merchant_id = '{shop.Merchant.Id}' AND withdraws_id IS NULL")).Select(r => (string)r[0]!)];
}
