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

    /// <summary>Finds customers by name, email or phone. Under row-level security LIKE may use no index, so this runs as the owner and filters by itself.</summary>
    private const string SearchCustomers = """
        CREATE FUNCTION search_customers(words text, most int) RETURNS TABLE (customer_id uuid)
        LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
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
                (SELECT p.customer_id FROM contact_points p WHERE p.merchant_id = merchant AND p.normalized = lower(words) LIMIT most)
            ) found LIMIT most;
        END $$
        """;

    /// <summary>Finds suggestions that say nearly the same. The words come as <c>MatchingText</c> makes them, like the column; under row-level security similarity may use no index.</summary>
    private const string SimilarSuggestions = """
        CREATE FUNCTION similar_suggestions(words text, most int) RETURNS TABLE (suggestion_id uuid, similarity real)
        LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET pg_trgm.similarity_threshold = 0.25 AS $$
        DECLARE
            merchant uuid := nullif(current_setting('app.merchant_id', true), '')::uuid;
        BEGIN
            RETURN QUERY
            SELECT s.id, similarity(s.matching, words) FROM suggestions s
            WHERE s.merchant_id = merchant AND s.merged_into_id IS NULL AND s.matching % words
            ORDER BY 2 DESC, s.id LIMIT most;
        END $$
        """;

    /// <summary>Remembers of which days the duties have changed since they were counted. A row of its own for each change: a shared one would make transactions wait for each other.</summary>
    private const string TouchDutyDays = """
        CREATE FUNCTION touch_duty_days() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
        BEGIN
            IF TG_OP = 'UPDATE' AND (OLD.counts_at, OLD.status, OLD.outcome, OLD.owner_id, OLD.ended_by)
                IS NOT DISTINCT FROM (NEW.counts_at, NEW.status, NEW.outcome, NEW.owner_id, NEW.ended_by) THEN
                RETURN NULL;
            END IF;
            IF TG_OP <> 'INSERT' AND OLD.counts_at IS NOT NULL THEN
                INSERT INTO duty_day_touches (merchant_id, id, counts_at) VALUES (OLD.merchant_id, gen_random_uuid(), OLD.counts_at);
            END IF;
            IF TG_OP <> 'DELETE' AND NEW.counts_at IS NOT NULL AND (TG_OP = 'INSERT' OR OLD.counts_at IS DISTINCT FROM NEW.counts_at) THEN
                INSERT INTO duty_day_touches (merchant_id, id, counts_at) VALUES (NEW.merchant_id, gen_random_uuid(), NEW.counts_at);
            END IF;
            RETURN NULL;
        END $$
        """;

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("CREATE EXTENSION IF NOT EXISTS pg_trgm");
        migrationBuilder.Sql(ActAs);
        migrationBuilder.Sql(MustStore);
        migrationBuilder.Sql(SearchCustomers);
        migrationBuilder.Sql(SimilarSuggestions);
        migrationBuilder.Sql(TouchDutyDays);
    }
}
