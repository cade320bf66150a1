using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Migrations.Versions;

/// <summary>What every statement leans on. Written by hand.</summary>
[DbContext(typeof(RetentionDbContext))]
[Migration("20261122000000_Functions")]
internal sealed class Functions : Migration
{
    /// <summary>The merchant whose rows are seen until the transaction ends.</summary>
    private const string ActAs = """
        CREATE PROCEDURE act_as(merchant uuid) LANGUAGE plpgsql AS $$
        BEGIN PERFORM set_config('app.merchant_id', merchant::text, true); END $$
        """;

    /// <summary>Ends a report whose twin was faster, so that nothing of it is kept.</summary>
    private const string MustStore = """
        CREATE FUNCTION must_store(stored bigint) RETURNS void LANGUAGE plpgsql AS $$
        BEGIN IF stored = 0 THEN RAISE EXCEPTION 'a twin was faster' USING ERRCODE = 'RT001'; END IF; END $$
        """;

    /// <summary>
    /// Lets one transaction at a time look for who holds an address and make them if nobody does, by 64 locks a merchant: an import may look for thousands. In order, so that two never wait for each other.
    /// </summary>
    private const string LockAddresses = """
        CREATE PROCEDURE lock_addresses(merchant uuid, addresses text[]) LANGUAGE plpgsql AS $$
        DECLARE
            part int;
        BEGIN
            FOR part IN SELECT DISTINCT hashtext(a) & 63 FROM unnest(addresses) a ORDER BY 1 LOOP
                PERFORM pg_advisory_xact_lock(hashtextextended(merchant::text || ' addresses', part));
            END LOOP;
        END $$
        """;

    /// <summary>
    /// Finds customers by name, email or phone. Under row-level security LIKE may use no index, so this runs as the owner and filters by itself. The index holds three characters at a time,
    /// the blank after a word among them: two characters, a Chinese given name for example, are found where a name or a word of it ends with them; one only where a name begins with it.
    /// </summary>
    /// <remarks>Planned for each pattern, for a plan for any would read everybody; and by what it says first, for of a common one the planner hopes to have enough before it has read everybody.</remarks>
    private const string SearchCustomers = """
        CREATE FUNCTION search_customers(words text, most int) RETURNS TABLE (customer_id uuid)
        LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan SET enable_seqscan = off SET enable_indexscan = off AS $$
        DECLARE
            merchant uuid := nullif(current_setting('app.merchant_id', true), '')::uuid;
            pattern text := replace(replace(replace(lower(words), '\', '\\'), '%', '\%'), '_', '\_');
        BEGIN
            RETURN QUERY
            SELECT found.id FROM (
                (SELECT c.id FROM customers c WHERE c.merchant_id = merchant AND c.name_search LIKE pattern || '%' LIMIT most)
                UNION
                (SELECT c.id FROM customers c WHERE char_length(words) >= 3 AND c.merchant_id = merchant AND c.name_search LIKE '%' || pattern || '%' LIMIT most)
                UNION
                (SELECT c.id FROM customers c WHERE char_length(words) = 2 AND c.merchant_id = merchant
                   AND (c.name_search LIKE '%' || pattern OR c.name_search LIKE '%' || pattern || ' %') LIMIT most)
                UNION
                (SELECT p.customer_id FROM contact_points p WHERE p.merchant_id = merchant AND p.normalized = lower(words) LIMIT most)
            ) found LIMIT most;
        END $$
        """;

    /// <summary>Finds suggestions that say nearly the same. The words come as <c>MatchingText</c> makes them, like the column; under row-level security similarity may use no index.</summary>
    private const string SimilarSuggestions = """
        CREATE FUNCTION similar_suggestions(words text, most int) RETURNS TABLE (suggestion_id uuid, similarity real)
        LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan SET pg_trgm.similarity_threshold = 0.25 AS $$
        DECLARE
            merchant uuid := nullif(current_setting('app.merchant_id', true), '')::uuid;
        BEGIN
            RETURN QUERY
            SELECT s.id, similarity(s.matching, words) FROM suggestions s
            WHERE s.merchant_id = merchant AND s.merged_into_id IS NULL AND s.matching % words
            ORDER BY 2 DESC, s.id LIMIT most;
        END $$
        """;

    /// <summary>
    /// Remembers of which days the duties have changed since they were counted, by quarters of an hour, for a day begins at one in every time zone; once a statement, however
    /// many rows it changes. Rows of their own for each statement: shared ones would make transactions wait for each other.
    /// </summary>
    private const string TouchDutyDays = """
        CREATE FUNCTION touch_duty_days() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
        BEGIN
            IF TG_OP = 'INSERT' THEN
                INSERT INTO duty_day_touches (merchant_id, id, counts_at)
                SELECT merchant_id, gen_random_uuid(), at FROM (
                    SELECT DISTINCT merchant_id, date_bin('15 minutes', counts_at, 'epoch') AS at FROM rows_after WHERE counts_at IS NOT NULL) touched;
            ELSIF TG_OP = 'DELETE' THEN
                INSERT INTO duty_day_touches (merchant_id, id, counts_at)
                SELECT merchant_id, gen_random_uuid(), at FROM (
                    SELECT DISTINCT merchant_id, date_bin('15 minutes', counts_at, 'epoch') AS at FROM rows_before WHERE counts_at IS NOT NULL) touched;
            ELSE
                INSERT INTO duty_day_touches (merchant_id, id, counts_at)
                SELECT merchant_id, gen_random_uuid(), at FROM (
                    SELECT DISTINCT b.merchant_id, date_bin('15 minutes', t.counts_at, 'epoch') AS at
                    FROM rows_before b JOIN rows_after a ON a.merchant_id = b.merchant_id AND a.id = b.id CROSS JOIN LATERAL (VALUES (b.counts_at), (a.counts_at)) t(counts_at)
                    WHERE t.counts_at IS NOT NULL
                      AND (b.counts_at, b.status, b.outcome, b.owner_id, b.ended_by) IS DISTINCT FROM (a.counts_at, a.status, a.outcome, a.owner_id, a.ended_by)) touched;
            END IF;
            RETURN NULL;
        END $$
        """;

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("CREATE EXTENSION IF NOT EXISTS pg_trgm");
        migrationBuilder.Sql(ActAs);
        migrationBuilder.Sql(MustStore);
        migrationBuilder.Sql(LockAddresses);
        migrationBuilder.Sql(SearchCustomers);
        migrationBuilder.Sql(SimilarSuggestions);
        migrationBuilder.Sql(TouchDutyDays);
    }
}
