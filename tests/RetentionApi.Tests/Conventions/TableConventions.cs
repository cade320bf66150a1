using RetentionApi.Platform.Persistence;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Conventions;

public sealed class TableConventions(TestService service) : IClassFixture<TestService>
{
    /// <summary>Tables of ours: not of the schemas <c>staging</c> and <c>hangfire</c>, not EF's history, not the one business table that leads to merchants.</summary>
    private const string OurTables = """
        pg_class t WHERE t.relkind IN ('r', 'p') AND t.relnamespace = 'public'::regnamespace AND t.relname NOT IN ('__EFMigrationsHistory', 'identity_providers')
        """;

    [Fact]
    public async Task There_are_tables() => (await service.Database.CountAsync(OurTables)).Should().BeGreaterThan(20);

    [Fact]
    public async Task Every_table_is_isolated_row_by_row() => (await NamesAsync($$"""
        SELECT t.relname::text FROM {{OurTables}} AND NOT (t.relrowsecurity AND EXISTS (
          SELECT 1 FROM pg_policy p WHERE p.polrelid = t.oid AND p.polname = 'own_rows' AND p.polcmd = '*' AND p.polpermissive AND p.polroles = '{0}'
            AND pg_get_expr(p.polqual, p.polrelid) = '(merchant_id = (NULLIF(current_setting(''app.merchant_id''::text, true), ''''::text))::uuid)'))
        """)).ShouldBeNone();

    [Fact]
    public async Task No_policy_lets_the_application_see_more() => (await NamesAsync("""
        SELECT tablename || '.' || policyname FROM pg_policies
        WHERE policyname <> 'own_rows' AND (roles <> '{retention_worker}' OR cmd <> 'SELECT')
        """)).ShouldBeNone();

    [Fact]
    public async Task Nothing_we_serve_by_owns_a_table_or_is_above_the_policies() => (await NamesAsync("""
        SELECT r.rolname::text FROM pg_roles r WHERE r.rolname IN ('retention_app', 'retention_worker')
          AND (r.rolsuper OR r.rolbypassrls OR EXISTS (SELECT 1 FROM pg_tables t WHERE t.schemaname = 'public' AND t.tableowner = r.rolname))
        """)).ShouldBeNone();

    [Fact]
    public async Task Every_key_and_unique_index_begins_with_the_merchant() => (await NamesAsync($$"""
        SELECT i.indexrelid::regclass::text FROM pg_index i JOIN (SELECT t.oid FROM {{OurTables}}) t ON t.oid = i.indrelid
        WHERE i.indisunique AND (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = i.indrelid AND a.attnum = i.indkey[0]) IS DISTINCT FROM 'merchant_id'
        """)).ShouldBeNone();

    [Fact]
    public async Task Every_table_has_a_key() => (await NamesAsync($$"""
        SELECT t.relname::text FROM {{OurTables}} AND NOT EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = t.oid AND i.indisprimary)
        """)).ShouldBeNone();

    [Fact]
    public async Task Foreign_keys_stay_within_a_merchant_and_lead_to_no_merchant() => (await NamesAsync("""
        SELECT c.conname::text FROM pg_constraint c WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace
          AND (c.confrelid = 'merchants'::regclass
            OR (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = c.conrelid AND a.attnum = c.conkey[1]) <> 'merchant_id')
        """)).ShouldBeNone();

    [Fact]
    public async Task The_service_knows_the_newest_migration() =>
        (await NamesAsync("""SELECT max(migration_id)::text FROM "__EFMigrationsHistory" """)).Should().Equal(SchemaVersion.Newest);

    private async Task<List<string>> NamesAsync(string sql) => [.. (await service.Database.QueryAsync(sql)).Select(row => (string)row[0]!)];
}
