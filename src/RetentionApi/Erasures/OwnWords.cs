using RetentionApi.Messaging;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Erasures;

/// <summary>What the merchant and the product say to everybody. A name that stands in it, a product's or a greeting, is in the messages of all customers.</summary>
internal static class OwnWords
{
    private const string Find = """
        SELECT k.name FROM unnest($2::text[]) AS k(name) WHERE EXISTS (
          SELECT FROM (
            SELECT concat_ws(' ', p.name, p.category, p.facts, p.claims) FROM products p WHERE p.merchant_id = $1
            UNION ALL SELECT t.texts::text FROM message_templates t WHERE t.merchant_id = $1
            UNION ALL SELECT concat_ws(' ', s.name, s.questions) FROM surveys s WHERE s.merchant_id = $1
            UNION ALL SELECT s.name FROM staff s WHERE s.merchant_id = $1
            UNION ALL SELECT m.name FROM merchants m WHERE m.merchant_id = $1) AS own(words)
          WHERE strpos(lower(own.words), lower(k.name)) > 0)
        """;

    /// <returns>Those of the names that stand in them.</returns>
    public static async Task<IReadOnlyList<string>> AmongAsync(RetentionDbContext db, string[] names, CancellationToken cancellationToken)
    {
        await using var batch = db.Batch();
        batch.Add(Find, db.MerchantId, names);
        var own = await batch.AllAsync(row => row.GetString(0), cancellationToken);
        return [.. own, .. names.Where(IsBuiltIn)];
    }

    private static bool IsBuiltIn(string name) => BuiltInTemplates.All.Any(t => $"{t.Subject} {t.Body}".Contains(name, StringComparison.OrdinalIgnoreCase));
}
