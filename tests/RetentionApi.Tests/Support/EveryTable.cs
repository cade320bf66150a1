using System.Globalization;

namespace RetentionApi.Tests.Support;

/// <summary>A row of a merchant in every table there is, so that what must not be seen is there to be seen, in tables yet to come as well.</summary>
internal static class EveryTable
{
    /// <summary>Stands in every text column.</summary>
    public const string Mark = "markofanother";

    /// <summary>Every id in these rows: whatever is asked for by it would be found.</summary>
    public static readonly Guid Id = new("01957c33-9a00-7000-8000-00000000a11a");

    /// <returns>The names of the tables.</returns>
    public static async Task<List<string>> FillAsync(TestDatabase database, Guid merchantId)
    {
        var tables = (await database.TablesAsync()).Where(t => t != "merchants").ToList();
        foreach (var table in tables)
            await FillAsync(database, table, merchantId);
        return [.. tables, "merchants"];
    }

    private static async Task FillAsync(TestDatabase database, string table, Guid merchantId)
    {
        var columns = await database.QueryAsync($"""
            SELECT a.attname::text, format_type(a.atttypid, NULL) FROM pg_attribute a
            WHERE a.attrelid = '{table}'::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND a.attidentity = ''
            """);
        var names = string.Join(", ", columns.Select(c => $"\"{c[0]}\""));
        var values = string.Join(", ", columns.Select(c => c[0] is "merchant_id" ? $"'{merchantId}'" : ValueOf((string)c[0]!, (string)c[1]!)));
        // As a replica the owner is not held to foreign keys: the rows need no parents.
        await database.QueryAsync($"SET session_replication_role = replica; INSERT INTO {table} ({names}) VALUES ({values}) ON CONFLICT DO NOTHING");
    }

    private static string ValueOf(string column, string type) => type switch
    {
        "uuid" => $"'{Id}'",
        "text" or "character varying" => column is "source" ? "'shopify'" : column is "external_id" ? "'a-1'" : $"'{Mark}'",
        "jsonb" or "json" => $$"""'{"{{Mark}}":"{{Mark}}"}'""",
        "bytea" => $"convert_to('{Mark}', 'UTF8')",
        "boolean" => "false",
        "date" => "'2026-03-01'",
        "timestamp with time zone" => "'2026-03-01T00:00:00Z'",
        "time without time zone" => "'09:00'",
        "interval" => "'1 day'",
        _ when type.EndsWith("[]", StringComparison.Ordinal) => "'{}'",
        _ => 1.ToString(CultureInfo.InvariantCulture),
    };
}
