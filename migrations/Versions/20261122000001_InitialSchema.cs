using System;
using Microsoft.EntityFrameworkCore.Migrations;
using NodaTime;

#nullable disable

namespace RetentionApi.Migrations.Versions
{
    /// <inheritdoc />
    public partial class InitialSchema : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "advice",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    category = table.Column<string>(type: "text", nullable: true),
                    products = table.Column<string>(type: "jsonb", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    given_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    given_by = table.Column<Guid>(type: "uuid", nullable: true),
                    channel = table.Column<string>(type: "text", nullable: false),
                    cause = table.Column<string>(type: "text", nullable: false),
                    accepted_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    accepted_product_id = table.Column<Guid>(type: "uuid", nullable: true),
                    accepted_for = table.Column<string>(type: "text", nullable: true),
                    regretted_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    regret_reason = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_advice", x => new { x.merchant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "api_keys",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    hint = table.Column<string>(type: "text", nullable: false),
                    scopes = table.Column<string[]>(type: "text[]", nullable: false),
                    staff_id = table.Column<Guid>(type: "uuid", nullable: true),
                    requests_per_minute = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    revoked_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    last_used_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_api_keys", x => new { x.merchant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "audit_entries",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    occurred_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    key_id = table.Column<Guid>(type: "uuid", nullable: true),
                    staff_id = table.Column<Guid>(type: "uuid", nullable: true),
                    action = table.Column<string>(type: "text", nullable: false),
                    subject_kind = table.Column<string>(type: "text", nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: true),
                    before = table.Column<string>(type: "jsonb", nullable: true),
                    after = table.Column<string>(type: "jsonb", nullable: true),
                    remote_address = table.Column<string>(type: "text", nullable: true),
                    trace_id = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_entries", x => new { x.merchant_id, x.occurred_at, x.id });
                });

            migrationBuilder.CreateTable(
                name: "batch_alert_buyers",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    alert_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    told_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    answered_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    answer = table.Column<string>(type: "text", nullable: true),
                    words = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_batch_alert_buyers", x => new { x.merchant_id, x.alert_id, x.customer_id });
                });

            migrationBuilder.CreateTable(
                name: "batch_alerts",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    product_id = table.Column<Guid>(type: "uuid", nullable: false),
                    batch = table.Column<string>(type: "text", nullable: false),
                    origin = table.Column<string>(type: "text", nullable: false),
                    defects = table.Column<int>(type: "integer", nullable: true),
                    sound = table.Column<int>(type: "integer", nullable: true),
                    affected = table.Column<int>(type: "integer", nullable: true),
                    probability = table.Column<double>(type: "double precision", nullable: true),
                    proposed_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    follow_up_id = table.Column<Guid>(type: "uuid", nullable: true),
                    status = table.Column<string>(type: "text", nullable: false),
                    decided_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    to_buyers = table.Column<string>(type: "text", nullable: true),
                    dismissed_defects = table.Column<int>(type: "integer", nullable: true),
                    spread_to = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_batch_alerts", x => new { x.merchant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "batch_quality",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    product_id = table.Column<Guid>(type: "uuid", nullable: false),
                    batch = table.Column<string>(type: "text", nullable: false),
                    answers = table.Column<int>(type: "integer", nullable: false),
                    ratings = table.Column<long>(type: "bigint", nullable: false),
                    sound = table.Column<int>(type: "integer", nullable: false),
                    defects = table.Column<int>(type: "integer", nullable: false),
                    affected = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_batch_quality", x => new { x.merchant_id, x.product_id, x.batch });
                });

            migrationBuilder.CreateTable(
                name: "batches",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    product_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    made_on = table.Column<LocalDate>(type: "date", nullable: true),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_batches", x => new { x.merchant_id, x.product_id, x.code });
                });

            migrationBuilder.CreateTable(
                name: "buying_months",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    month = table.Column<LocalDate>(type: "date", nullable: false),
                    cohort = table.Column<LocalDate>(type: "date", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    customers = table.Column<int>(type: "integer", nullable: false),
                    orders = table.Column<int>(type: "integer", nullable: false),
                    spend_orders = table.Column<int>(type: "integer", nullable: false),
                    spend = table.Column<decimal>(type: "numeric", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_buying_months", x => new { x.merchant_id, x.month, x.cohort, x.source });
                });

            migrationBuilder.CreateTable(
                name: "cases",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source = table.Column<string>(type: "text", nullable: true),
                    external_id = table.Column<string>(type: "text", nullable: true),
                    opened_by = table.Column<string>(type: "text", nullable: true),
                    received_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: true),
                    product_id = table.Column<Guid>(type: "uuid", nullable: true),
                    topic = table.Column<string>(type: "text", nullable: false),
                    severity = table.Column<string>(type: "text", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    complaints = table.Column<string>(type: "jsonb", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: true),
                    run = table.Column<int>(type: "integer", nullable: false),
                    cause = table.Column<string>(type: "text", nullable: false),
                    run_started_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    proposal = table.Column<string>(type: "text", nullable: true),
                    goodwill = table.Column<string>(type: "jsonb", nullable: false),
                    resolved_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    revisited_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    reopened_at = table.Column<Instant[]>(type: "timestamptz[]", nullable: false),
                    closed_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    close_reason = table.Column<string>(type: "text", nullable: true),
                    escalated_to = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases", x => new { x.merchant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "churn_models",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    as_of = table.Column<LocalDate>(type: "date", nullable: false),
                    fitted_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    is_current = table.Column<bool>(type: "boolean", nullable: false),
                    horizon_days = table.Column<int>(type: "integer", nullable: false),
                    r = table.Column<double>(type: "double precision", nullable: false),
                    alpha = table.Column<double>(type: "double precision", nullable: false),
                    a = table.Column<double>(type: "double precision", nullable: false),
                    b = table.Column<double>(type: "double precision", nullable: false),
                    is_prior_based = table.Column<bool>(type: "boolean", nullable: false),
                    is_degenerate = table.Column<bool>(type: "boolean", nullable: false),
                    spend_p = table.Column<double>(type: "double precision", nullable: true),
                    spend_q = table.Column<double>(type: "double precision", nullable: true),
                    spend_v = table.Column<double>(type: "double precision", nullable: true),
                    mean_order_value = table.Column<double>(type: "double precision", nullable: true),
                    bands = table.Column<string>(type: "jsonb", nullable: false),
                    report = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_churn_models", x => new { x.merchant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "consents",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel = table.Column<string>(type: "text", nullable: false),
                    purpose = table.Column<string>(type: "text", nullable: false),
                    occurred_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    is_granted = table.Column<bool>(type: "boolean", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    wording = table.Column<string>(type: "text", nullable: true),
                    proof = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_consents", x => new { x.merchant_id, x.customer_id, x.channel, x.purpose, x.occurred_at, x.id });
                });

            migrationBuilder.CreateTable(
                name: "contact_points",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel = table.Column<string>(type: "text", nullable: false),
                    normalized = table.Column<string>(type: "text", nullable: false),
                    address = table.Column<string>(type: "text", nullable: false),
                    known_since = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contact_points", x => new { x.merchant_id, x.customer_id, x.channel, x.normalized });
                });

            migrationBuilder.CreateTable(
                name: "conversation_guides",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<string>(type: "jsonb", nullable: false),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conversation_guides", x => new { x.merchant_id, x.kind, x.version });
                });

            migrationBuilder.CreateTable(
                name: "credit_note_lines",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    credit_note_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    product_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sku = table.Column<string>(type: "text", nullable: false),
                    quantity = table.Column<decimal>(type: "numeric", nullable: false),
                    unit_price = table.Column<decimal>(type: "numeric", nullable: false),
                    unmatched = table.Column<decimal>(type: "numeric", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_credit_note_lines", x => new { x.merchant_id, x.credit_note_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "credit_notes",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    external_id = table.Column<string>(type: "text", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    credited_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    currency = table.Column<string>(type: "text", nullable: false),
                    total = table.Column<decimal>(type: "numeric", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    matched_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    imported_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_credit_notes", x => new { x.merchant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "customer_aliases",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    merged_into = table.Column<Guid>(type: "uuid", nullable: false),
                    merged_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customer_aliases", x => new { x.merchant_id, x.customer_id });
                });

            migrationBuilder.CreateTable(
                name: "customer_exports",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    format = table.Column<string>(type: "text", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customer_exports", x => new { x.merchant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "customer_identities",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    external_id = table.Column<string>(type: "text", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customer_identities", x => new { x.merchant_id, x.source, x.external_id });
                });

            migrationBuilder.CreateTable(
                name: "customer_links",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    purpose = table.Column<string>(type: "text", nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    used_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customer_links", x => new { x.merchant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "customer_standings",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    level = table.Column<short>(type: "smallint", nullable: true),
                    earned_level = table.Column<short>(type: "smallint", nullable: false),
                    level_since = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    override_until = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    lapsing_to = table.Column<short>(type: "smallint", nullable: true),
                    falls_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    level_changes_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    trust_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    cognitive_positive = table.Column<double>(type: "double precision", nullable: false),
                    cognitive_negative = table.Column<double>(type: "double precision", nullable: false),
                    cognitive_breach = table.Column<double>(type: "double precision", nullable: false),
                    affective_positive = table.Column<double>(type: "double precision", nullable: false),
                    affective_negative = table.Column<double>(type: "double precision", nullable: false),
                    affective_breach = table.Column<double>(type: "double precision", nullable: false),
                    behavioural_positive = table.Column<double>(type: "double precision", nullable: false),
                    behavioural_negative = table.Column<double>(type: "double precision", nullable: false),
                    behavioural_breach = table.Column<double>(type: "double precision", nullable: false),
                    trust_stage = table.Column<string>(type: "text", nullable: false),
                    risk_band = table.Column<string>(type: "text", nullable: true),
                    order_days = table.Column<int>(type: "integer", nullable: false),
                    first_order_on = table.Column<LocalDate>(type: "date", nullable: true),
                    last_order_on = table.Column<LocalDate>(type: "date", nullable: true),
                    cooling_on = table.Column<LocalDate>(type: "date", nullable: true),
                    high_on = table.Column<LocalDate>(type: "date", nullable: true),
                    lost_on = table.Column<LocalDate>(type: "date", nullable: true),
                    crosses_on = table.Column<LocalDate>(type: "date", nullable: true),
                    next_order_on = table.Column<LocalDate>(type: "date", nullable: true),
                    value_at_stake = table.Column<decimal>(type: "numeric", nullable: true),
                    stake_rank = table.Column<long>(type: "bigint", nullable: true, computedColumnSql: "(CASE WHEN value_at_stake > 1e15 THEN 1e17 ELSE floor(value_at_stake * 100) END)::bigint", stored: true),
                    risk_as_of = table.Column<LocalDate>(type: "date", nullable: true),
                    spend = table.Column<decimal>(type: "numeric", nullable: false),
                    spend_orders = table.Column<int>(type: "integer", nullable: false),
                    touched_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customer_standings", x => new { x.merchant_id, x.customer_id });
                });

            migrationBuilder.CreateTable(
                name: "customer_tags",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    tag = table.Column<string>(type: "text", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customer_tags", x => new { x.merchant_id, x.tag, x.customer_id });
                });

            migrationBuilder.CreateTable(
                name: "customers",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: true),
                    name_search = table.Column<string>(type: "text", nullable: true, computedColumnSql: "lower(name)", stored: true),
                    language = table.Column<string>(type: "text", nullable: true),
                    time_zone = table.Column<string>(type: "text", nullable: true),
                    country = table.Column<string>(type: "text", nullable: true),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    communication_style = table.Column<string>(type: "text", nullable: true),
                    attributes = table.Column<string>(type: "jsonb", nullable: false),
                    preferences = table.Column<string>(type: "jsonb", nullable: false),
                    first_contact_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    restricted_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    profiling_objected_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    marketing_objected_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    imported_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    source_updated_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customers", x => new { x.merchant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "defection_months",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    month = table.Column<LocalDate>(type: "date", nullable: false),
                    cause = table.Column<string>(type: "text", nullable: false),
                    known = table.Column<string>(type: "text", nullable: false),
                    lost = table.Column<int>(type: "integer", nullable: false),
                    came_back = table.Column<int>(type: "integer", nullable: false),
                    won_back_since = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_defection_months", x => new { x.merchant_id, x.month, x.cause, x.known });
                });

            migrationBuilder.CreateTable(
                name: "defections",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    lost_on = table.Column<LocalDate>(type: "date", nullable: false),
                    told_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    silent_since = table.Column<LocalDate>(type: "date", nullable: true),
                    watched_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    noticed_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    cause = table.Column<string>(type: "text", nullable: false),
                    known = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "jsonb", nullable: true),
                    text = table.Column<string>(type: "text", nullable: true),
                    owed_then = table.Column<string>(type: "jsonb", nullable: false),
                    looked_into_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    value_at_stake = table.Column<decimal>(type: "numeric", nullable: true),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    came_back_on = table.Column<LocalDate>(type: "date", nullable: true),
                    came_back_order_id = table.Column<Guid>(type: "uuid", nullable: true),
                    withdrawal = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_defections", x => new { x.merchant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "deliveries",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    external_id = table.Column<string>(type: "text", nullable: false),
                    line_numbers = table.Column<int[]>(type: "integer[]", nullable: true),
                    promised_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    shipped_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    delivered_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    source_updated_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deliveries", x => new { x.merchant_id, x.order_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "duty_day_touches",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    counts_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_duty_day_touches", x => new { x.merchant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "duty_days",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<LocalDate>(type: "date", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    level = table.Column<short>(type: "smallint", nullable: false),
                    is_of_enquiry = table.Column<bool>(type: "boolean", nullable: false),
                    owed = table.Column<int>(type: "integer", nullable: false),
                    in_time = table.Column<int>(type: "integer", nullable: false),
                    late = table.Column<int>(type: "integer", nullable: false),
                    missed = table.Column<int>(type: "integer", nullable: false),
                    skipped = table.Column<int>(type: "integer", nullable: false),
                    answered = table.Column<int>(type: "integer", nullable: false),
                    not_reachable = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_duty_days", x => new { x.merchant_id, x.day, x.person_id, x.kind, x.level, x.is_of_enquiry });
                });

            migrationBuilder.CreateTable(
                name: "erasures",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_ids = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    subject_ids = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    stand_in = table.Column<Guid>(type: "uuid", nullable: false),
                    words = table.Column<string[]>(type: "text[]", nullable: false),
                    external_ids = table.Column<string[]>(type: "text[]", nullable: false),
                    rows = table.Column<string>(type: "jsonb", nullable: false),
                    erased_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    attempts = table.Column<short>(type: "smallint", nullable: false),
                    problem = table.Column<string>(type: "text", nullable: true),
                    searched_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    is_unasked = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_erasures", x => new { x.merchant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "evidence",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    occurred_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    recorded_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    weight = table.Column<double>(type: "double precision", nullable: false),
                    withdraws_id = table.Column<Guid>(type: "uuid", nullable: true),
                    layer_of_breach = table.Column<string>(type: "text", nullable: true),
                    product_id = table.Column<Guid>(type: "uuid", nullable: true),
                    batch = table.Column<string>(type: "text", nullable: true),
                    order_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evidence", x => new { x.merchant_id, x.customer_id, x.occurred_at, x.id });
                });

            migrationBuilder.CreateTable(
                name: "follow_ups",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    level = table.Column<short>(type: "smallint", nullable: true),
                    cause = table.Column<string>(type: "text", nullable: false),
                    step = table.Column<int>(type: "integer", nullable: false),
                    policy_version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    note = table.Column<string>(type: "text", nullable: true),
                    status = table.Column<string>(type: "text", nullable: false),
                    due_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    deadline = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    held_for = table.Column<Duration>(type: "interval", nullable: false),
                    is_snoozed = table.Column<bool>(type: "boolean", nullable: false),
                    channel = table.Column<string>(type: "text", nullable: false),
                    order_line_ids = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    claimed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    claimed_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    missed_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    completed_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    answered_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    answer_recorded_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    outcome = table.Column<string>(type: "text", nullable: true),
                    answers = table.Column<string>(type: "jsonb", nullable: false),
                    guide = table.Column<string>(type: "jsonb", nullable: true),
                    skip_reason = table.Column<string>(type: "text", nullable: true),
                    cancellation = table.Column<string>(type: "text", nullable: true),
                    ended_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    ended_by = table.Column<Guid>(type: "uuid", nullable: true),
                    paused_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    paused_for = table.Column<Duration>(type: "interval", nullable: false),
                    warn_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    warned_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    escalated_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    counts_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true, computedColumnSql: "CASE WHEN status = 'cancelled' THEN CASE WHEN cancellation IN ('noContact', 'notPermitted') THEN ended_at END\n  WHEN missed_at IS NOT NULL THEN missed_at WHEN status = 'done' THEN completed_at WHEN status = 'skipped' THEN ended_at END", stored: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_follow_ups", x => new { x.merchant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "idempotency_keys",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    operation = table.Column<string>(type: "text", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    request_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: false),
                    response = table.Column<string>(type: "text", nullable: false),
                    expires_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_idempotency_keys", x => new { x.merchant_id, x.operation, x.key });
                });

            migrationBuilder.CreateTable(
                name: "import_rejections",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    import_id = table.Column<Guid>(type: "uuid", nullable: false),
                    line_no = table.Column<long>(type: "bigint", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    detail = table.Column<string>(type: "text", nullable: false),
                    raw = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_rejections", x => new { x.merchant_id, x.import_id, x.line_no });
                });

            migrationBuilder.CreateTable(
                name: "imports",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    is_indexed = table.Column<bool>(type: "boolean", nullable: false),
                    applied_to_key = table.Column<string>(type: "text", nullable: false),
                    applied_to_line = table.Column<long>(type: "bigint", nullable: false),
                    tally = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_imports", x => new { x.merchant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "interactions",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    external_id = table.Column<string>(type: "text", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    direction = table.Column<string>(type: "text", nullable: false),
                    channel = table.Column<string>(type: "text", nullable: true),
                    occurred_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    summary = table.Column<string>(type: "text", nullable: true),
                    product_id = table.Column<Guid>(type: "uuid", nullable: true),
                    order_id = table.Column<Guid>(type: "uuid", nullable: true),
                    category = table.Column<string>(type: "text", nullable: true),
                    is_advice_wanted = table.Column<bool>(type: "boolean", nullable: false),
                    rating = table.Column<int>(type: "integer", nullable: true),
                    answered_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    answer = table.Column<string>(type: "text", nullable: true),
                    answered_by = table.Column<Guid>(type: "uuid", nullable: true),
                    imported_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    source_updated_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_interactions", x => new { x.merchant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "interests",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    product_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    price = table.Column<decimal>(type: "numeric", nullable: true),
                    currency = table.Column<string>(type: "text", nullable: true),
                    channel = table.Column<string>(type: "text", nullable: true),
                    asked_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    fulfilled_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    expected_on = table.Column<LocalDate>(type: "date", nullable: true),
                    ended_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    ended_as = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_interests", x => new { x.merchant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "level_months",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    month = table.Column<LocalDate>(type: "date", nullable: false),
                    from_level = table.Column<short>(type: "smallint", nullable: false),
                    to_level = table.Column<short>(type: "smallint", nullable: false),
                    customers = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_level_months", x => new { x.merchant_id, x.month, x.from_level, x.to_level });
                });

            migrationBuilder.CreateTable(
                name: "level_overrides",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    level = table.Column<short>(type: "smallint", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    valid_from = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    valid_until = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    set_by = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_level_overrides", x => new { x.merchant_id, x.customer_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "level_transitions",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    occurred_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_level = table.Column<short>(type: "smallint", nullable: false),
                    to_level = table.Column<short>(type: "smallint", nullable: false),
                    reason = table.Column<string>(type: "jsonb", nullable: false),
                    policy_version = table.Column<int>(type: "integer", nullable: false),
                    recorded_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_level_transitions", x => new { x.merchant_id, x.customer_id, x.occurred_at, x.id });
                });

            migrationBuilder.CreateTable(
                name: "merchants",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    time_zone = table.Column<string>(type: "text", nullable: false),
                    language = table.Column<string>(type: "text", nullable: false),
                    currency = table.Column<string>(type: "text", nullable: false),
                    gross_margin = table.Column<decimal>(type: "numeric", nullable: true),
                    value_priority = table.Column<string[]>(type: "text[]", nullable: false),
                    business_hours = table.Column<string>(type: "jsonb", nullable: false),
                    holidays = table.Column<LocalDate[]>(type: "date[]", nullable: false),
                    quiet_from = table.Column<LocalTime>(type: "time", nullable: false),
                    quiet_to = table.Column<LocalTime>(type: "time", nullable: false),
                    escalates_to = table.Column<Guid>(type: "uuid", nullable: true),
                    mail_from = table.Column<string>(type: "text", nullable: true),
                    policy_version = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    tombstone_key = table.Column<byte[]>(type: "bytea", nullable: false, defaultValueSql: "sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'))")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_merchants", x => x.merchant_id);
                });

            migrationBuilder.CreateTable(
                name: "message_templates",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    texts = table.Column<string>(type: "jsonb", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    updated_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_message_templates", x => new { x.merchant_id, x.key });
                });

            migrationBuilder.CreateTable(
                name: "messages",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    follow_up_id = table.Column<Guid>(type: "uuid", nullable: true),
                    interaction_id = table.Column<Guid>(type: "uuid", nullable: true),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: true),
                    template = table.Column<string>(type: "text", nullable: false),
                    @class = table.Column<string>(name: "class", type: "text", nullable: false),
                    channel = table.Column<string>(type: "text", nullable: false),
                    address = table.Column<string>(type: "text", nullable: true),
                    language = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    body = table.Column<string>(type: "text", nullable: false),
                    list_unsubscribe = table.Column<string>(type: "text", nullable: true),
                    status = table.Column<string>(type: "text", nullable: false),
                    hold_reason = table.Column<string>(type: "text", nullable: true),
                    held_until = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    handed_over_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    mail_due_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    mail_attempts = table.Column<short>(type: "smallint", nullable: false, defaultValue: (short)0),
                    mailed_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    mail_problem = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_messages", x => new { x.merchant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "month_counts",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    counted_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_month_counts", x => x.merchant_id);
                });

            migrationBuilder.CreateTable(
                name: "notices",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    template = table.Column<string>(type: "text", nullable: false),
                    @class = table.Column<string>(name: "class", type: "text", nullable: false),
                    link_purpose = table.Column<string>(type: "text", nullable: false),
                    link_subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    words = table.Column<string>(type: "jsonb", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    because = table.Column<string>(type: "text", nullable: true),
                    due_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    handed_over_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notices", x => new { x.merchant_id, x.subject_id, x.customer_id });
                });

            migrationBuilder.CreateTable(
                name: "operations",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    done = table.Column<long>(type: "bigint", nullable: false),
                    total = table.Column<long>(type: "bigint", nullable: true),
                    failed = table.Column<long>(type: "bigint", nullable: false),
                    request = table.Column<string>(type: "jsonb", nullable: false),
                    result = table.Column<string>(type: "json", nullable: true),
                    problem = table.Column<string>(type: "json", nullable: true),
                    is_cancel_requested = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    started_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    run_id = table.Column<Guid>(type: "uuid", nullable: true),
                    heartbeat_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    attempts = table.Column<short>(type: "smallint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_operations", x => new { x.merchant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "order_days",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<LocalDate>(type: "date", nullable: false),
                    orders = table.Column<int>(type: "integer", nullable: false),
                    spend_orders = table.Column<int>(type: "integer", nullable: false),
                    spend = table.Column<decimal>(type: "numeric", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_order_days", x => new { x.merchant_id, x.customer_id, x.day });
                });

            migrationBuilder.CreateTable(
                name: "order_lines",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    product_id = table.Column<Guid>(type: "uuid", nullable: true),
                    sku = table.Column<string>(type: "text", nullable: false),
                    quantity = table.Column<decimal>(type: "numeric", nullable: false),
                    unit_price = table.Column<decimal>(type: "numeric", nullable: false),
                    batch = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_order_lines", x => new { x.merchant_id, x.order_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "order_versions",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    received_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    source_updated_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    body = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_order_versions", x => new { x.merchant_id, x.order_id, x.received_at, x.id });
                });

            migrationBuilder.CreateTable(
                name: "orders",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    external_id = table.Column<string>(type: "text", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    placed_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    currency = table.Column<string>(type: "text", nullable: false),
                    total = table.Column<decimal>(type: "numeric", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    payment = table.Column<string>(type: "text", nullable: false),
                    payment_changed_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    is_test = table.Column<bool>(type: "boolean", nullable: false),
                    country = table.Column<string>(type: "text", nullable: true),
                    imported_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    source_updated_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orders", x => new { x.merchant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "outbox_messages",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: true),
                    occurred_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    attempts = table.Column<short>(type: "smallint", nullable: false),
                    last_error = table.Column<string>(type: "text", nullable: true),
                    parked_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outbox_messages", x => new { x.merchant_id, x.customer_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "policies",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    valid_from = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    activated_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    content = table.Column<string>(type: "jsonb", nullable: false),
                    note = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    recompute_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_policies", x => new { x.merchant_id, x.version });
                });

            migrationBuilder.CreateTable(
                name: "product_prices",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    product_id = table.Column<Guid>(type: "uuid", nullable: false),
                    valid_from = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    amount = table.Column<decimal>(type: "numeric", nullable: false),
                    currency = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_product_prices", x => new { x.merchant_id, x.product_id, x.valid_from });
                });

            migrationBuilder.CreateTable(
                name: "product_quality",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    product_id = table.Column<Guid>(type: "uuid", nullable: false),
                    answers = table.Column<int>(type: "integer", nullable: false),
                    ratings = table.Column<long>(type: "bigint", nullable: false),
                    sound = table.Column<int>(type: "integer", nullable: false),
                    defects = table.Column<int>(type: "integer", nullable: false),
                    affected = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_product_quality", x => new { x.merchant_id, x.product_id });
                });

            migrationBuilder.CreateTable(
                name: "products",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    sku = table.Column<string>(type: "text", nullable: false),
                    sku_search = table.Column<string>(type: "text", nullable: false, computedColumnSql: "lower(sku)", stored: true),
                    name = table.Column<string>(type: "text", nullable: false),
                    name_search = table.Column<string>(type: "text", nullable: false, computedColumnSql: "lower(name)", stored: true),
                    category = table.Column<string>(type: "text", nullable: true),
                    price = table.Column<decimal>(type: "numeric", nullable: true),
                    currency = table.Column<string>(type: "text", nullable: true),
                    stock = table.Column<int>(type: "integer", nullable: true),
                    expected_on = table.Column<LocalDate>(type: "date", nullable: true),
                    is_returnable = table.Column<bool>(type: "boolean", nullable: false),
                    facts = table.Column<string>(type: "jsonb", nullable: false),
                    claims = table.Column<string[]>(type: "text[]", nullable: false),
                    use_up_days = table.Column<int>(type: "integer", nullable: true),
                    warranty_days = table.Column<int>(type: "integer", nullable: true),
                    quality_check_after = table.Column<Duration>(type: "interval", nullable: true),
                    second_quality_check_after = table.Column<Duration>(type: "interval", nullable: true),
                    source_updated_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_products", x => new { x.merchant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "promise_months",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    month = table.Column<LocalDate>(type: "date", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    kept = table.Column<int>(type: "integer", nullable: false),
                    broken = table.Column<int>(type: "integer", nullable: false),
                    repaired = table.Column<int>(type: "integer", nullable: false),
                    renegotiated = table.Column<int>(type: "integer", nullable: false),
                    open = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_promise_months", x => new { x.merchant_id, x.month, x.source });
                });

            migrationBuilder.CreateTable(
                name: "promises",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    what = table.Column<string>(type: "text", nullable: false),
                    made_by = table.Column<Guid>(type: "uuid", nullable: true),
                    place = table.Column<string>(type: "text", nullable: true),
                    made_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    grace = table.Column<Duration>(type: "interval", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: true),
                    status = table.Column<string>(type: "text", nullable: false),
                    broken_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    settled_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    settled_by = table.Column<Guid>(type: "uuid", nullable: true),
                    is_settled_by_hand = table.Column<bool>(type: "boolean", nullable: false),
                    note = table.Column<string>(type: "text", nullable: true),
                    repaired_by = table.Column<string>(type: "text", nullable: true),
                    replaced_by = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_promises", x => new { x.merchant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "quality_ratings",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_line_id = table.Column<Guid>(type: "uuid", nullable: false),
                    product_id = table.Column<Guid>(type: "uuid", nullable: false),
                    batch = table.Column<string>(type: "text", nullable: true),
                    rating = table.Column<int>(type: "integer", nullable: true),
                    verdict = table.Column<string>(type: "text", nullable: true),
                    answered_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_quality_ratings", x => new { x.merchant_id, x.customer_id, x.order_line_id, x.product_id });
                });

            migrationBuilder.CreateTable(
                name: "referrals",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    referrer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    referred_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    external_id = table.Column<string>(type: "text", nullable: false),
                    code = table.Column<string>(type: "text", nullable: true),
                    occurred_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    bought_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_referrals", x => new { x.merchant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "returns",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    external_id = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    returned_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    refund = table.Column<decimal>(type: "numeric", nullable: true),
                    line_numbers = table.Column<int[]>(type: "integer[]", nullable: false),
                    quantities = table.Column<decimal[]>(type: "numeric[]", nullable: false),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_returns", x => new { x.merchant_id, x.order_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "reviews",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    segment_id = table.Column<Guid>(type: "uuid", nullable: true),
                    segment_name = table.Column<string>(type: "text", nullable: true),
                    quarter_begins = table.Column<LocalDate>(type: "date", nullable: false),
                    opened_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    opened_by = table.Column<Guid>(type: "uuid", nullable: true),
                    figures = table.Column<string>(type: "jsonb", nullable: false),
                    stage = table.Column<string>(type: "text", nullable: false),
                    learnt = table.Column<string>(type: "text", nullable: true),
                    goals = table.Column<string>(type: "jsonb", nullable: false),
                    improvements = table.Column<string>(type: "jsonb", nullable: false),
                    decided_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    closed_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reviews", x => new { x.merchant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "risk_crossings",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    crossed_on = table.Column<LocalDate>(type: "date", nullable: false),
                    reminded_on = table.Column<LocalDate>(type: "date", nullable: true),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_risk_crossings", x => new { x.merchant_id, x.customer_id });
                });

            migrationBuilder.CreateTable(
                name: "second_orders",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    cohort = table.Column<LocalDate>(type: "date", nullable: false),
                    customers = table.Column<int>(type: "integer", nullable: false),
                    median_days = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_second_orders", x => new { x.merchant_id, x.cohort });
                });

            migrationBuilder.CreateTable(
                name: "segments",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    criteria = table.Column<string>(type: "jsonb", nullable: false),
                    customers = table.Column<long>(type: "bigint", nullable: false),
                    counted_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_segments", x => new { x.merchant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "staff",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    email = table.Column<string>(type: "text", nullable: true),
                    is_active = table.Column<bool>(type: "boolean", nullable: false),
                    team_id = table.Column<Guid>(type: "uuid", nullable: true),
                    last_turn_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff", x => new { x.merchant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "staff_absences",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    staff_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    first_day = table.Column<LocalDate>(type: "date", nullable: false),
                    last_day = table.Column<LocalDate>(type: "date", nullable: false),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_absences", x => new { x.merchant_id, x.staff_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "suggestion_changes",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    suggestion_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: true),
                    planned_on = table.Column<LocalDate>(type: "date", nullable: true),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_suggestion_changes", x => new { x.merchant_id, x.suggestion_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "suggestion_voices",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    suggestion_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    since = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    origin = table.Column<string>(type: "text", nullable: false),
                    link_id = table.Column<Guid>(type: "uuid", nullable: true),
                    text = table.Column<string>(type: "text", nullable: true),
                    order_id = table.Column<Guid>(type: "uuid", nullable: true),
                    interaction_id = table.Column<Guid>(type: "uuid", nullable: true),
                    merged_from_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_suggestion_voices", x => new { x.merchant_id, x.suggestion_id, x.customer_id });
                });

            migrationBuilder.CreateTable(
                name: "suggestions",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    matching = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    reply_follow_up_id = table.Column<Guid>(type: "uuid", nullable: true),
                    voices = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    planned_on = table.Column<LocalDate>(type: "date", nullable: true),
                    replied_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    decided_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    built_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    merged_into_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_suggestions", x => new { x.merchant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "survey_invitations",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    survey_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: true),
                    asked_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    answered_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    score = table.Column<int>(type: "integer", nullable: true),
                    price = table.Column<int>(type: "integer", nullable: true),
                    convenience = table.Column<int>(type: "integer", nullable: true),
                    quality = table.Column<int>(type: "integer", nullable: true),
                    relationship = table.Column<int>(type: "integer", nullable: true),
                    environment = table.Column<int>(type: "integer", nullable: true),
                    text = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_survey_invitations", x => new { x.merchant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "surveys",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    questions = table.Column<string>(type: "jsonb", nullable: false),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_surveys", x => new { x.merchant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "teams",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    lead_id = table.Column<Guid>(type: "uuid", nullable: true),
                    takes_new_customers = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_teams", x => new { x.merchant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "timeline_entries",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    occurred_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: true),
                    summary = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_timeline_entries", x => new { x.merchant_id, x.customer_id, x.occurred_at, x.id });
                });

            migrationBuilder.CreateTable(
                name: "tombstones",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    erasure_id = table.Column<Guid>(type: "uuid", nullable: false),
                    erased_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tombstones", x => new { x.merchant_id, x.hash });
                });

            migrationBuilder.CreateTable(
                name: "value_points",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    value = table.Column<string>(type: "text", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    points = table.Column<double>(type: "double precision", nullable: false),
                    occurred_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_value_points", x => new { x.merchant_id, x.source, x.value });
                });

            migrationBuilder.CreateTable(
                name: "visits",
                columns: table => new
                {
                    merchant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<LocalDate>(type: "date", nullable: false),
                    category = table.Column<string>(type: "text", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false),
                    first_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    last_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    product_ids = table.Column<Guid[]>(type: "uuid[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_visits", x => new { x.merchant_id, x.customer_id, x.day, x.category });
                });

            migrationBuilder.CreateIndex(
                name: "ix_advice_merchant_id_customer_id_given_at_id",
                table: "advice",
                columns: new[] { "merchant_id", "customer_id", "given_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_api_keys_merchant_id_hash",
                table: "api_keys",
                columns: new[] { "merchant_id", "hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_merchant_id_occurred_at",
                table: "audit_entries",
                columns: new[] { "merchant_id", "occurred_at" },
                filter: "before IS NOT NULL OR after IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_merchant_id_subject_id_occurred_at",
                table: "audit_entries",
                columns: new[] { "merchant_id", "subject_id", "occurred_at" });

            migrationBuilder.CreateIndex(
                name: "ix_batch_alert_buyers_merchant_id_alert_id_answer_customer_id",
                table: "batch_alert_buyers",
                columns: new[] { "merchant_id", "alert_id", "answer", "customer_id" },
                filter: "answer IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_batch_alert_buyers_merchant_id_alert_id_state_customer_id",
                table: "batch_alert_buyers",
                columns: new[] { "merchant_id", "alert_id", "state", "customer_id" });

            migrationBuilder.CreateIndex(
                name: "ix_batch_alert_buyers_merchant_id_customer_id",
                table: "batch_alert_buyers",
                columns: new[] { "merchant_id", "customer_id" });

            migrationBuilder.CreateIndex(
                name: "ix_batch_alerts_merchant_id_product_id_batch",
                table: "batch_alerts",
                columns: new[] { "merchant_id", "product_id", "batch" },
                unique: true,
                filter: "status <> 'dismissed'");

            migrationBuilder.CreateIndex(
                name: "ix_batch_alerts_merchant_id_product_id_proposed_at_id",
                table: "batch_alerts",
                columns: new[] { "merchant_id", "product_id", "proposed_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_batch_alerts_merchant_id_proposed_at_id",
                table: "batch_alerts",
                columns: new[] { "merchant_id", "proposed_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_batch_alerts_merchant_id_status_proposed_at_id",
                table: "batch_alerts",
                columns: new[] { "merchant_id", "status", "proposed_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_batches_merchant_id_id",
                table: "batches",
                columns: new[] { "merchant_id", "id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_buying_months_merchant_id_cohort",
                table: "buying_months",
                columns: new[] { "merchant_id", "cohort" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_merchant_id_cause",
                table: "cases",
                columns: new[] { "merchant_id", "cause" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_cases_merchant_id_closed_at",
                table: "cases",
                columns: new[] { "merchant_id", "closed_at" },
                filter: "closed_at IS NOT NULL")
                .Annotation("Npgsql:IndexInclude", new[] { "outcome", "run", "owner_id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_merchant_id_customer_id_received_at",
                table: "cases",
                columns: new[] { "merchant_id", "customer_id", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_merchant_id_opened_by",
                table: "cases",
                columns: new[] { "merchant_id", "opened_by" },
                unique: true,
                filter: "opened_by IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_cases_merchant_id_owner_id_received_at_id",
                table: "cases",
                columns: new[] { "merchant_id", "owner_id", "received_at", "id" },
                filter: "owner_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_cases_merchant_id_received_at_id",
                table: "cases",
                columns: new[] { "merchant_id", "received_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_merchant_id_source_external_id",
                table: "cases",
                columns: new[] { "merchant_id", "source", "external_id" },
                unique: true,
                filter: "source IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_cases_merchant_id_status_received_at_id",
                table: "cases",
                columns: new[] { "merchant_id", "status", "received_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_churn_models_merchant_id",
                table: "churn_models",
                column: "merchant_id",
                unique: true,
                filter: "is_current");

            migrationBuilder.CreateIndex(
                name: "ix_churn_models_merchant_id_fitted_at_id",
                table: "churn_models",
                columns: new[] { "merchant_id", "fitted_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_contact_points_merchant_id_normalized",
                table: "contact_points",
                columns: new[] { "merchant_id", "normalized" });

            migrationBuilder.CreateIndex(
                name: "ix_credit_notes_merchant_id_customer_id",
                table: "credit_notes",
                columns: new[] { "merchant_id", "customer_id" },
                filter: "matched_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_credit_notes_merchant_id_source_external_id",
                table: "credit_notes",
                columns: new[] { "merchant_id", "source", "external_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_customer_aliases_merchant_id_person_id",
                table: "customer_aliases",
                columns: new[] { "merchant_id", "person_id" });

            migrationBuilder.CreateIndex(
                name: "ix_customer_exports_merchant_id_customer_id",
                table: "customer_exports",
                columns: new[] { "merchant_id", "customer_id" });

            migrationBuilder.CreateIndex(
                name: "ix_customer_exports_merchant_id_expires_at",
                table: "customer_exports",
                columns: new[] { "merchant_id", "expires_at" });

            migrationBuilder.CreateIndex(
                name: "ix_customer_identities_merchant_id_customer_id",
                table: "customer_identities",
                columns: new[] { "merchant_id", "customer_id" });

            migrationBuilder.CreateIndex(
                name: "ix_customer_links_merchant_id_customer_id",
                table: "customer_links",
                columns: new[] { "merchant_id", "customer_id" });

            migrationBuilder.CreateIndex(
                name: "ix_customer_links_merchant_id_expires_at",
                table: "customer_links",
                columns: new[] { "merchant_id", "expires_at" });

            migrationBuilder.CreateIndex(
                name: "ix_customer_links_merchant_id_hash",
                table: "customer_links",
                columns: new[] { "merchant_id", "hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_customer_standings_merchant_id_crosses_on",
                table: "customer_standings",
                columns: new[] { "merchant_id", "crosses_on" },
                filter: "crosses_on IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_customer_standings_merchant_id_first_order_on",
                table: "customer_standings",
                columns: new[] { "merchant_id", "first_order_on" },
                filter: "first_order_on IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_customer_standings_merchant_id_level_changes_at",
                table: "customer_standings",
                columns: new[] { "merchant_id", "level_changes_at" },
                filter: "level_changes_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_customer_standings_merchant_id_level_risk_band_touched_at_c",
                table: "customer_standings",
                columns: new[] { "merchant_id", "level", "risk_band", "touched_at", "customer_id" });

            migrationBuilder.CreateIndex(
                name: "ix_customer_standings_merchant_id_owner_id_touched_at_customer",
                table: "customer_standings",
                columns: new[] { "merchant_id", "owner_id", "touched_at", "customer_id" },
                filter: "owner_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_customer_standings_merchant_id_risk_band_stake_rank_custome",
                table: "customer_standings",
                columns: new[] { "merchant_id", "risk_band", "stake_rank", "customer_id" },
                filter: "stake_rank IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_customer_standings_merchant_id_risk_band_touched_at_custome",
                table: "customer_standings",
                columns: new[] { "merchant_id", "risk_band", "touched_at", "customer_id" });

            migrationBuilder.CreateIndex(
                name: "ix_customer_standings_merchant_id_stake_rank_customer_id",
                table: "customer_standings",
                columns: new[] { "merchant_id", "stake_rank", "customer_id" },
                filter: "stake_rank IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_customer_standings_merchant_id_touched_at_customer_id",
                table: "customer_standings",
                columns: new[] { "merchant_id", "touched_at", "customer_id" });

            migrationBuilder.CreateIndex(
                name: "ix_customer_tags_merchant_id_customer_id",
                table: "customer_tags",
                columns: new[] { "merchant_id", "customer_id" });

            migrationBuilder.CreateIndex(
                name: "ix_customers_merchant_id_id",
                table: "customers",
                columns: new[] { "merchant_id", "id" },
                filter: "restricted_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_customers_merchant_id_name_search",
                table: "customers",
                columns: new[] { "merchant_id", "name_search" })
                .Annotation("Npgsql:IndexOperators", new[] { "uuid_ops", "text_pattern_ops" });

            migrationBuilder.CreateIndex(
                name: "ix_customers_name_search",
                table: "customers",
                column: "name_search")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            migrationBuilder.CreateIndex(
                name: "ix_defections_merchant_id_came_back_on",
                table: "defections",
                columns: new[] { "merchant_id", "came_back_on" },
                filter: "came_back_on IS NOT NULL AND withdrawal IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_defections_merchant_id_cause_lost_on_id",
                table: "defections",
                columns: new[] { "merchant_id", "cause", "lost_on", "id" },
                filter: "withdrawal IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_defections_merchant_id_customer_id_lost_on",
                table: "defections",
                columns: new[] { "merchant_id", "customer_id", "lost_on" });

            migrationBuilder.CreateIndex(
                name: "ix_defections_merchant_id_customer_id_silent_since",
                table: "defections",
                columns: new[] { "merchant_id", "customer_id", "silent_since" },
                unique: true,
                filter: "told_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_defections_merchant_id_known_lost_on_id",
                table: "defections",
                columns: new[] { "merchant_id", "known", "lost_on", "id" },
                filter: "withdrawal IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_defections_merchant_id_lost_on_id",
                table: "defections",
                columns: new[] { "merchant_id", "lost_on", "id" },
                filter: "withdrawal IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_defections_merchant_id_lost_on_id_came_back_on",
                table: "defections",
                columns: new[] { "merchant_id", "lost_on", "id", "came_back_on" },
                filter: "came_back_on IS NOT NULL AND withdrawal IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_defections_merchant_id_owner_id_lost_on_id",
                table: "defections",
                columns: new[] { "merchant_id", "owner_id", "lost_on", "id" },
                filter: "owner_id IS NOT NULL AND withdrawal IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_defections_open",
                table: "defections",
                columns: new[] { "merchant_id", "person_id" },
                unique: true,
                filter: "came_back_on IS NULL AND withdrawal IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_merchant_id_source_external_id",
                table: "deliveries",
                columns: new[] { "merchant_id", "source", "external_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_evidence_merchant_id_source_kind_customer_id",
                table: "evidence",
                columns: new[] { "merchant_id", "source", "kind", "customer_id" },
                unique: true,
                filter: "withdraws_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_evidence_merchant_id_withdraws_id",
                table: "evidence",
                columns: new[] { "merchant_id", "withdraws_id" },
                unique: true,
                filter: "withdraws_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_follow_ups_merchant_id_cause_kind_step_customer_id",
                table: "follow_ups",
                columns: new[] { "merchant_id", "cause", "kind", "step", "customer_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_follow_ups_merchant_id_claimed_at",
                table: "follow_ups",
                columns: new[] { "merchant_id", "claimed_at" },
                filter: "status = 'claimed'");

            migrationBuilder.CreateIndex(
                name: "ix_follow_ups_merchant_id_counts_at",
                table: "follow_ups",
                columns: new[] { "merchant_id", "counts_at" },
                filter: "counts_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_follow_ups_merchant_id_customer_id",
                table: "follow_ups",
                columns: new[] { "merchant_id", "customer_id" });

            migrationBuilder.CreateIndex(
                name: "ix_follow_ups_merchant_id_deadline",
                table: "follow_ups",
                columns: new[] { "merchant_id", "deadline" },
                filter: "status IN ('scheduled', 'due', 'claimed') AND missed_at IS NULL AND paused_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_follow_ups_merchant_id_deadline1",
                table: "follow_ups",
                columns: new[] { "merchant_id", "deadline" },
                filter: "kind = 'caseStep' AND status IN ('scheduled', 'due', 'claimed', 'missed')");

            migrationBuilder.CreateIndex(
                name: "ix_follow_ups_merchant_id_deadline2",
                table: "follow_ups",
                columns: new[] { "merchant_id", "deadline" },
                filter: "owner_id IS NULL AND channel = 'staff' AND kind <> 'alertDecision' AND status IN ('due', 'missed')");

            migrationBuilder.CreateIndex(
                name: "ix_follow_ups_merchant_id_due_at",
                table: "follow_ups",
                columns: new[] { "merchant_id", "due_at" },
                filter: "status = 'scheduled' OR (status = 'due' AND channel <> 'staff')");

            migrationBuilder.CreateIndex(
                name: "ix_follow_ups_merchant_id_owner_id_status_deadline_id",
                table: "follow_ups",
                columns: new[] { "merchant_id", "owner_id", "status", "deadline", "id" },
                filter: "owner_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_follow_ups_merchant_id_status_deadline_id",
                table: "follow_ups",
                columns: new[] { "merchant_id", "status", "deadline", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_idempotency_keys_expires_at_merchant_id",
                table: "idempotency_keys",
                columns: new[] { "expires_at", "merchant_id" });

            migrationBuilder.CreateIndex(
                name: "ix_interactions_merchant_id_customer_id_occurred_at",
                table: "interactions",
                columns: new[] { "merchant_id", "customer_id", "occurred_at" });

            migrationBuilder.CreateIndex(
                name: "ix_interactions_merchant_id_kind_occurred_at_id",
                table: "interactions",
                columns: new[] { "merchant_id", "kind", "occurred_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_interactions_merchant_id_occurred_at_id",
                table: "interactions",
                columns: new[] { "merchant_id", "occurred_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_interactions_merchant_id_occurred_at_id1",
                table: "interactions",
                columns: new[] { "merchant_id", "occurred_at", "id" },
                filter: "kind = 'enquiry' AND direction = 'inbound' AND answered_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_interactions_merchant_id_source_external_id",
                table: "interactions",
                columns: new[] { "merchant_id", "source", "external_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_interests_merchant_id_customer_id_asked_at_id",
                table: "interests",
                columns: new[] { "merchant_id", "customer_id", "asked_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_interests_merchant_id_customer_id_product_id_kind",
                table: "interests",
                columns: new[] { "merchant_id", "customer_id", "product_id", "kind" },
                unique: true,
                filter: "ended_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_interests_merchant_id_product_id",
                table: "interests",
                columns: new[] { "merchant_id", "product_id" },
                filter: "ended_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_level_transitions_merchant_id_customer_id_occurred_at_to_le",
                table: "level_transitions",
                columns: new[] { "merchant_id", "customer_id", "occurred_at", "to_level" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_messages_merchant_id_created_at_id",
                table: "messages",
                columns: new[] { "merchant_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_messages_merchant_id_customer_id_handed_over_at",
                table: "messages",
                columns: new[] { "merchant_id", "customer_id", "handed_over_at" });

            migrationBuilder.CreateIndex(
                name: "ix_messages_merchant_id_follow_up_id",
                table: "messages",
                columns: new[] { "merchant_id", "follow_up_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_messages_merchant_id_held_until",
                table: "messages",
                columns: new[] { "merchant_id", "held_until" },
                filter: "status = 'held'");

            migrationBuilder.CreateIndex(
                name: "ix_messages_merchant_id_hold_reason_created_at_id",
                table: "messages",
                columns: new[] { "merchant_id", "hold_reason", "created_at", "id" },
                filter: "hold_reason IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_messages_merchant_id_interaction_id",
                table: "messages",
                columns: new[] { "merchant_id", "interaction_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_messages_merchant_id_mail_due_at",
                table: "messages",
                columns: new[] { "merchant_id", "mail_due_at" },
                filter: "mail_due_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_messages_merchant_id_status_created_at_id",
                table: "messages",
                columns: new[] { "merchant_id", "status", "created_at", "id" },
                filter: "status <> 'handedOver'");

            migrationBuilder.CreateIndex(
                name: "ix_messages_merchant_id_subject_id_customer_id",
                table: "messages",
                columns: new[] { "merchant_id", "subject_id", "customer_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_notices_merchant_id_customer_id",
                table: "notices",
                columns: new[] { "merchant_id", "customer_id" });

            migrationBuilder.CreateIndex(
                name: "ix_notices_merchant_id_due_at",
                table: "notices",
                columns: new[] { "merchant_id", "due_at" },
                filter: "status = 'waiting'");

            migrationBuilder.CreateIndex(
                name: "ix_operations_merchant_id_status_created_at",
                table: "operations",
                columns: new[] { "merchant_id", "status", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_order_lines_merchant_id_product_id_batch",
                table: "order_lines",
                columns: new[] { "merchant_id", "product_id", "batch" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_merchant_id_customer_id_placed_at",
                table: "orders",
                columns: new[] { "merchant_id", "customer_id", "placed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_merchant_id_placed_at_id",
                table: "orders",
                columns: new[] { "merchant_id", "placed_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_merchant_id_placed_at_id1",
                table: "orders",
                columns: new[] { "merchant_id", "placed_at", "id" },
                filter: "status = 'cancelled'");

            migrationBuilder.CreateIndex(
                name: "ix_orders_merchant_id_source_external_id",
                table: "orders",
                columns: new[] { "merchant_id", "source", "external_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_outbox_messages_merchant_id_due_at",
                table: "outbox_messages",
                columns: new[] { "merchant_id", "due_at" },
                filter: "parked_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_policies_merchant_id_valid_from",
                table: "policies",
                columns: new[] { "merchant_id", "valid_from" },
                filter: "activated_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_products_merchant_id_category_sku",
                table: "products",
                columns: new[] { "merchant_id", "category", "sku" });

            migrationBuilder.CreateIndex(
                name: "ix_products_merchant_id_name_search",
                table: "products",
                columns: new[] { "merchant_id", "name_search" });

            migrationBuilder.CreateIndex(
                name: "ix_products_merchant_id_sku",
                table: "products",
                columns: new[] { "merchant_id", "sku" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_products_merchant_id_sku_search",
                table: "products",
                columns: new[] { "merchant_id", "sku_search" });

            migrationBuilder.CreateIndex(
                name: "ix_promises_merchant_id_customer_id_due_at",
                table: "promises",
                columns: new[] { "merchant_id", "customer_id", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_promises_merchant_id_due_at_id",
                table: "promises",
                columns: new[] { "merchant_id", "due_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_promises_merchant_id_made_by_due_at_id",
                table: "promises",
                columns: new[] { "merchant_id", "made_by", "due_at", "id" },
                filter: "made_by IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_promises_merchant_id_source",
                table: "promises",
                columns: new[] { "merchant_id", "source" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_promises_merchant_id_status_due_at_id",
                table: "promises",
                columns: new[] { "merchant_id", "status", "due_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_quality_ratings_merchant_id_product_id",
                table: "quality_ratings",
                columns: new[] { "merchant_id", "product_id" })
                .Annotation("Npgsql:IndexInclude", new[] { "batch", "rating", "verdict", "customer_id" });

            migrationBuilder.CreateIndex(
                name: "ix_referrals_merchant_id_occurred_at_id",
                table: "referrals",
                columns: new[] { "merchant_id", "occurred_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_referrals_merchant_id_referred_id",
                table: "referrals",
                columns: new[] { "merchant_id", "referred_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_referrals_merchant_id_referrer_id_occurred_at",
                table: "referrals",
                columns: new[] { "merchant_id", "referrer_id", "occurred_at" });

            migrationBuilder.CreateIndex(
                name: "ix_referrals_merchant_id_source_external_id",
                table: "referrals",
                columns: new[] { "merchant_id", "source", "external_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_returns_merchant_id_source_external_id",
                table: "returns",
                columns: new[] { "merchant_id", "source", "external_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_reviews_merchant_id_quarter_begins_id",
                table: "reviews",
                columns: new[] { "merchant_id", "quarter_begins", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_reviews_one_per_quarter",
                table: "reviews",
                columns: new[] { "merchant_id", "segment_id", "quarter_begins" },
                unique: true)
                .Annotation("Npgsql:NullsDistinct", false);

            migrationBuilder.CreateIndex(
                name: "ix_risk_crossings_merchant_id_crossed_on",
                table: "risk_crossings",
                columns: new[] { "merchant_id", "crossed_on" });

            migrationBuilder.CreateIndex(
                name: "ix_segments_merchant_id_name",
                table: "segments",
                columns: new[] { "merchant_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_staff_merchant_id_email",
                table: "staff",
                columns: new[] { "merchant_id", "email" },
                unique: true,
                filter: "email IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_staff_absences_merchant_id_last_day",
                table: "staff_absences",
                columns: new[] { "merchant_id", "last_day" });

            migrationBuilder.CreateIndex(
                name: "ix_suggestion_voices_merchant_id_customer_id",
                table: "suggestion_voices",
                columns: new[] { "merchant_id", "customer_id" });

            migrationBuilder.CreateIndex(
                name: "ix_suggestion_voices_merchant_id_link_id",
                table: "suggestion_voices",
                columns: new[] { "merchant_id", "link_id" },
                filter: "link_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_suggestion_voices_merchant_id_suggestion_id_since_customer_",
                table: "suggestion_voices",
                columns: new[] { "merchant_id", "suggestion_id", "since", "customer_id" });

            migrationBuilder.CreateIndex(
                name: "ix_suggestions_matching",
                table: "suggestions",
                column: "matching")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            migrationBuilder.CreateIndex(
                name: "ix_suggestions_merchant_id_merged_into_id",
                table: "suggestions",
                columns: new[] { "merchant_id", "merged_into_id" },
                filter: "merged_into_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_suggestions_merchant_id_status_id",
                table: "suggestions",
                columns: new[] { "merchant_id", "status", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_survey_invitations_merchant_id_customer_id",
                table: "survey_invitations",
                columns: new[] { "merchant_id", "customer_id" });

            migrationBuilder.CreateIndex(
                name: "ix_survey_invitations_merchant_id_survey_id_answered_at_id",
                table: "survey_invitations",
                columns: new[] { "merchant_id", "survey_id", "answered_at", "id" },
                filter: "answered_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_survey_invitations_merchant_id_survey_id_asked_at",
                table: "survey_invitations",
                columns: new[] { "merchant_id", "survey_id", "asked_at" });

            migrationBuilder.CreateIndex(
                name: "ix_teams_merchant_id_name",
                table: "teams",
                columns: new[] { "merchant_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_tombstones_merchant_id_erasure_id",
                table: "tombstones",
                columns: new[] { "merchant_id", "erasure_id" });

            migrationBuilder.CreateIndex(
                name: "ix_value_points_merchant_id_customer_id_occurred_at",
                table: "value_points",
                columns: new[] { "merchant_id", "customer_id", "occurred_at" });

            migrationBuilder.CreateIndex(
                name: "ix_visits_merchant_id_first_at_id",
                table: "visits",
                columns: new[] { "merchant_id", "first_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_visits_merchant_id_id",
                table: "visits",
                columns: new[] { "merchant_id", "id" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "advice");

            migrationBuilder.DropTable(
                name: "api_keys");

            migrationBuilder.DropTable(
                name: "audit_entries");

            migrationBuilder.DropTable(
                name: "batch_alert_buyers");

            migrationBuilder.DropTable(
                name: "batch_alerts");

            migrationBuilder.DropTable(
                name: "batch_quality");

            migrationBuilder.DropTable(
                name: "batches");

            migrationBuilder.DropTable(
                name: "buying_months");

            migrationBuilder.DropTable(
                name: "cases");

            migrationBuilder.DropTable(
                name: "churn_models");

            migrationBuilder.DropTable(
                name: "consents");

            migrationBuilder.DropTable(
                name: "contact_points");

            migrationBuilder.DropTable(
                name: "conversation_guides");

            migrationBuilder.DropTable(
                name: "credit_note_lines");

            migrationBuilder.DropTable(
                name: "credit_notes");

            migrationBuilder.DropTable(
                name: "customer_aliases");

            migrationBuilder.DropTable(
                name: "customer_exports");

            migrationBuilder.DropTable(
                name: "customer_identities");

            migrationBuilder.DropTable(
                name: "customer_links");

            migrationBuilder.DropTable(
                name: "customer_standings");

            migrationBuilder.DropTable(
                name: "customer_tags");

            migrationBuilder.DropTable(
                name: "customers");

            migrationBuilder.DropTable(
                name: "defection_months");

            migrationBuilder.DropTable(
                name: "defections");

            migrationBuilder.DropTable(
                name: "deliveries");

            migrationBuilder.DropTable(
                name: "duty_day_touches");

            migrationBuilder.DropTable(
                name: "duty_days");

            migrationBuilder.DropTable(
                name: "erasures");

            migrationBuilder.DropTable(
                name: "evidence");

            migrationBuilder.DropTable(
                name: "follow_ups");

            migrationBuilder.DropTable(
                name: "idempotency_keys");

            migrationBuilder.DropTable(
                name: "import_rejections");

            migrationBuilder.DropTable(
                name: "imports");

            migrationBuilder.DropTable(
                name: "interactions");

            migrationBuilder.DropTable(
                name: "interests");

            migrationBuilder.DropTable(
                name: "level_months");

            migrationBuilder.DropTable(
                name: "level_overrides");

            migrationBuilder.DropTable(
                name: "level_transitions");

            migrationBuilder.DropTable(
                name: "merchants");

            migrationBuilder.DropTable(
                name: "message_templates");

            migrationBuilder.DropTable(
                name: "messages");

            migrationBuilder.DropTable(
                name: "month_counts");

            migrationBuilder.DropTable(
                name: "notices");

            migrationBuilder.DropTable(
                name: "operations");

            migrationBuilder.DropTable(
                name: "order_days");

            migrationBuilder.DropTable(
                name: "order_lines");

            migrationBuilder.DropTable(
                name: "order_versions");

            migrationBuilder.DropTable(
                name: "orders");

            migrationBuilder.DropTable(
                name: "outbox_messages");

            migrationBuilder.DropTable(
                name: "policies");

            migrationBuilder.DropTable(
                name: "product_prices");

            migrationBuilder.DropTable(
                name: "product_quality");

            migrationBuilder.DropTable(
                name: "products");

            migrationBuilder.DropTable(
                name: "promise_months");

            migrationBuilder.DropTable(
                name: "promises");

            migrationBuilder.DropTable(
                name: "quality_ratings");

            migrationBuilder.DropTable(
                name: "referrals");

            migrationBuilder.DropTable(
                name: "returns");

            migrationBuilder.DropTable(
                name: "reviews");

            migrationBuilder.DropTable(
                name: "risk_crossings");

            migrationBuilder.DropTable(
                name: "second_orders");

            migrationBuilder.DropTable(
                name: "segments");

            migrationBuilder.DropTable(
                name: "staff");

            migrationBuilder.DropTable(
                name: "staff_absences");

            migrationBuilder.DropTable(
                name: "suggestion_changes");

            migrationBuilder.DropTable(
                name: "suggestion_voices");

            migrationBuilder.DropTable(
                name: "suggestions");

            migrationBuilder.DropTable(
                name: "survey_invitations");

            migrationBuilder.DropTable(
                name: "surveys");

            migrationBuilder.DropTable(
                name: "teams");

            migrationBuilder.DropTable(
                name: "timeline_entries");

            migrationBuilder.DropTable(
                name: "tombstones");

            migrationBuilder.DropTable(
                name: "value_points");

            migrationBuilder.DropTable(
                name: "visits");
        }
    }
}
