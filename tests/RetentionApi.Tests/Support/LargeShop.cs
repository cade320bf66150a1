using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Tests.Support;

/// <summary>A merchant with a hundred thousand rows in every table that a list reads (<c>IClassFixture&lt;LargeShop&gt;</c>), and what the database counted of reading them.</summary>
public class LargeShop(TestDatabaseServer server) : IAsyncLifetime
{
    protected virtual int Rows => 100_000;

    /// <summary>What is filled besides the tables that a list reads.</summary>
    protected virtual Dictionary<string, (string Column, string Value)[]> More => [];

    /// <summary>Whom or what all rows are of where a list is of one: a survey, a suggestion.</summary>
    public const string One = "019cab3c-7c00-7a51-b1a4-2f6d1c3e5a99";

    /// <summary>Rows of a table, or entries of its indexes, each as often as it is read.</summary>
    private const string Read = "t.seq_tup_read + (SELECT COALESCE(sum(i.idx_tup_read), 0)::bigint FROM pg_stat_user_indexes i WHERE i.relid = t.relid)";

    /// <summary>What a column holds where it matters, of row <c>i</c>; all other columns that must hold something get something of their type.</summary>
    private static readonly Dictionary<string, (string Column, string Value)[]> Tables = new()
    {
        ["customers"] = [("id", CustomerOf("i")), ("name", "'Name ' || i"), ("restricted_at", "CASE WHEN i % 10000 = 0 THEN now() END")],
        ["customer_standings"] =
        [
            ("customer_id", CustomerOf("i")), ("level", "1 + i % 5"), ("risk_band", "(ARRAY['active', 'cooling', 'high', 'lost'])[1 + i % 4]"), ("value_at_stake", "i"),
            ("owner_id", StaffOf("i % 500")), ("trust_stage", "'contact'"),
        ],
        ["customer_identities"] = [("customer_id", CustomerOf("i")), ("source", "'shop'"), ("external_id", "'c-' || i")],
        ["contact_points"] = [("customer_id", CustomerOf("i")), ("channel", "'email'"), ("normalized", "'c' || i || '@example.com'")],
        ["customer_tags"] = [("customer_id", CustomerOf("i")), ("tag", "'t' || i % 5000")],
        ["orders"] =
        [
            ("customer_id", $"CASE WHEN i % 10 > 0 THEN {CustomerOf("1 + i % 20000")} END"), ("status", "CASE WHEN i % 50 = 0 THEN 'cancelled' ELSE 'placed' END"),
            ("payment", "'paid'"), ("currency", "'CNY'"),
        ],
        ["order_lines"] = [("order_id", "md5('order' || i)::uuid")],
        ["interactions"] =
        [
            ("customer_id", CustomerOf("1 + i % 20000")), ("kind", "(ARRAY['call', 'enquiry', 'review', 'email'])[1 + i % 4]"), ("direction", "'inbound'"),
            ("answered_at", "CASE WHEN i % 1000 <> 1 THEN now() END"),
        ],
        ["visits"] = [("customer_id", CustomerOf("1 + i % 20000")), ("category", "'g' || i")],
        ["follow_ups"] =
        [
            ("customer_id", CustomerOf("1 + i % 20000")), ("kind", "(ARRAY['qualityCheck', 'warranty', 'replenish', 'answer'])[1 + i % 4]"), ("level", "1 + i % 5"),
            ("owner_id", StaffOf("i % 500")), ("status", "(ARRAY['due', 'missed', 'scheduled', 'done', 'done', 'done', 'done', 'done', 'done', 'done'])[1 + i % 10]"),
            ("missed_at", "CASE WHEN i % 10 = 1 THEN now() END"), ("channel", "'staff'"), ("answers", "'[]'"),
        ],
        ["cases"] =
        [
            ("customer_id", CustomerOf("1 + i % 20000")), ("owner_id", StaffOf("i % 500")), ("topic", "'quality'"), ("severity", "'normal'"),
            ("status", "CASE WHEN i % 50 = 0 THEN 'received' ELSE 'closed' END"), ("cause", "'case:' || md5('other' || i)::uuid"), ("complaints", "'[]'"), ("goodwill", "'[]'"),
        ],
        ["promises"] =
        [
            ("customer_id", CustomerOf("1 + i % 20000")), ("made_by", StaffOf("i % 500")), ("status", "CASE WHEN i % 50 = 0 THEN 'open' ELSE 'kept' END"),
        ],
        ["defections"] =
        [
            ("customer_id", CustomerOf("i")), ("person_id", CustomerOf("i")), ("owner_id", StaffOf("i % 500")), ("cause", "CASE WHEN i % 50 = 0 THEN 'price' ELSE 'unknown' END"),
            ("known", "CASE WHEN i % 50 = 0 THEN 'inferred' ELSE 'unknown' END"), ("owed_then", "'[]'"), ("came_back_on", "CASE WHEN i % 50 = 1 THEN '2026-03-01'::date END"),
        ],
        ["messages"] =
        [
            ("customer_id", CustomerOf("1 + i % 20000")), ("class", "'service'"), ("channel", "'email'"), ("status", "CASE WHEN i % 50 = 0 THEN 'held' ELSE 'handedOver' END"),
            ("hold_reason", "CASE WHEN i % 5000 = 0 THEN 'cap' WHEN i % 50 = 0 THEN 'quietHours' END"),
        ],
        ["surveys"] = [("id", $"CASE i WHEN 1 THEN '{One}'::uuid ELSE md5('survey' || i)::uuid END")],
        ["survey_invitations"] = [("survey_id", $"'{One}'"), ("customer_id", CustomerOf("1 + i % 20000")), ("kind", "'nps'"), ("answered_at", "'2026-03-01Z'::timestamptz - i * interval '1 minute'")],
        ["suggestions"] =
        [
            ("id", $"CASE i WHEN 1 THEN '{One}'::uuid ELSE md5('suggestion' || i)::uuid END"), ("customer_id", CustomerOf("1 + i % 20000")), ("status", "(ARRAY['received', 'planned'])[1 + i % 2]"),
            ("matching", "'larger packs ' || i"),
        ],
        ["suggestion_voices"] = [("suggestion_id", $"'{One}'"), ("customer_id", CustomerOf("i")), ("origin", "'api'")],
        ["batch_alerts"] =
        [
            ("id", $"CASE i WHEN 1 THEN '{One}'::uuid ELSE md5('alert' || i)::uuid END"), ("status", "(ARRAY['dismissed', 'confirmed', 'proposed'])[1 + i % 3]"), ("origin", "'byRule'"),
        ],
        ["batch_alert_buyers"] =
        [
            ("alert_id", $"'{One}'"), ("customer_id", CustomerOf("i")), ("state", "(ARRAY['told', 'notReached'])[1 + i % 2]"), ("answer", "CASE WHEN i % 5 = 0 THEN 'keeps' END"),
        ],
        ["products"] = [("sku", "'SKU' || i"), ("name", "'Product ' || i"), ("category", "'g' || i % 50")],
        ["interests"] = [("customer_id", CustomerOf("1 + i % 20000")), ("kind", "'backInStock'")],
        ["advice"] = [("customer_id", CustomerOf("1 + i % 20000")), ("products", "'[]'"), ("channel", "'staff'")],
        ["timeline_entries"] = [("customer_id", CustomerOf("1 + i % 20")), ("kind", "(ARRAY['visit', 'orderPlaced'])[1 + i % 2]")],
        ["audit_entries"] = [("subject_id", CustomerOf("1 + i % 20000")), ("action", "(ARRAY['orderReported', 'customerReported'])[1 + i % 2]")],
    };

    private readonly TestService service = new(server);

    public TestService Service => service;

    /// <summary>Sees everybody.</summary>
    public HttpClient Admin { get; private set; } = null!;

    /// <summary>Sees nobody who is restricted.</summary>
    public HttpClient Seller { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await service.InitializeAsync();
        var merchant = await service.NewMerchantAsync();
        var key = await merchant.Client.PostAsync("/v1/api-keys", new { name = "till", scopes = new[] { "sales", "audit:read" } }).JsonAsync(HttpStatusCode.Created);
        (Admin, Seller) = (merchant.Client, service.ClientOf(key.Text("apiKey")));
        foreach (var (table, values) in Tables.Concat(More))
            await FillAsync(merchant.Id, table, values.ToDictionary(v => v.Column, v => v.Value));
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await service.DisposeAsync();
    }

    /// <summary>The large tables of which a request reads as much as they hold, by what the database itself counts.</summary>
    public async Task<List<string>> WholeReadsAsync(HttpClient client, string list)
    {
        await client.GetAsync(list).JsonAsync(); // what is read but once, keys for example, is not of the list
        return await ReadsBeyondAsync(Rows - 1, () => client.GetAsync(list).JsonAsync());
    }

    /// <summary>Of which tables more is read than that by what is done.</summary>
    public async Task<List<string>> ReadsBeyondAsync(int most, Func<Task> act)
    {
        await ForgetAsync();
        await act();
        await TellAsync();
        return [.. (await service.Database.QueryAsync($"SELECT t.relname::text, {Read} FROM pg_stat_user_tables t WHERE {Read} > {most} AND t.schemaname = 'public'")).Select(r => $"{r[0]}: {r[1]}")];
    }

    private async Task ForgetAsync()
    {
        await TellAsync();
        await service.Database.QueryAsync("SELECT pg_stat_reset()");
    }

    protected static string CustomerOf(string i) => $"md5('customer' || {i})::uuid";

    private static string StaffOf(string i) => $"md5('staff' || {i})::uuid";

    /// <summary>A connection keeps its counts for a while before it tells them; as many as requests one after the other may have used tell them now.</summary>
    private async Task TellAsync()
    {
        var databases = service.Services.GetRequiredService<MerchantDatabases>();
        var connections = new List<Npgsql.NpgsqlConnection>();
        foreach (var (scope, used) in new[] { (databases.Scope(Guid.Empty), 4), (databases.DispatcherScope(Guid.Empty), 4), (databases.JobScope(Guid.Empty), 2) })
            foreach (var _ in Enumerable.Range(0, used))
                connections.Add(await scope.OpenAsync(CancellationToken.None));
        foreach (var connection in connections)
        {
            await using (var command = new Npgsql.NpgsqlCommand("SELECT pg_stat_force_next_flush()", connection))
                await command.ExecuteNonQueryAsync();
            await connection.DisposeAsync();
        }
    }

    private async Task FillAsync(Guid merchantId, string table, Dictionary<string, string> values)
    {
        var columns = await service.Database.QueryAsync($$"""
            SELECT a.attname::text, format_type(a.atttypid, NULL) FROM pg_attribute a WHERE a.attrelid = '{{table}}'::regclass AND a.attnum > 0 AND NOT a.attisdropped
              AND a.attgenerated = '' AND (a.attnotnull OR a.attname = ANY('{{{string.Join(',', values.Keys)}}}'))
            """);
        var given = columns.Select(c => ((string)c[0]!, Value: (string)c[0]! is "merchant_id" ? $"'{merchantId}'" : values.GetValueOrDefault((string)c[0]!) ?? ValueOf((string)c[1]!))).ToList();
        await service.Database.QueryAsync($"""
            SET session_replication_role = replica;
            INSERT INTO {table} ({string.Join(", ", given.Select(c => c.Item1))}) SELECT {string.Join(", ", given.Select(c => c.Value))} FROM generate_series(1, {Rows}) AS i;
            ANALYZE {table}
            """);
    }

    private static string ValueOf(string type) => type switch
    {
        "uuid" => "md5('other' || i)::uuid",
        "text" or "character varying" => "'x' || i",
        "jsonb" or "json" => "'{}'",
        "boolean" => "false",
        "date" => "'2026-03-01'::date - i % 3000",
        "timestamp with time zone" => "'2026-03-01Z'::timestamptz - i * interval '1 minute'",
        "interval" => "'0'",
        "bytea" => "decode(md5('x' || i), 'hex')",
        _ when type.EndsWith("[]", StringComparison.Ordinal) => "'{}'",
        _ => "1",
    };
}
