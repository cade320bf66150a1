using RetentionApi.Customers;
using RetentionApi.FollowUps;

namespace RetentionApi.Relationships;

/// <summary>The statements that read the facts of many persons: $1 merchant, $2 any ids of the persons meant.</summary>
internal static class CustomerFactStatements
{
    /// <summary>Every customer of the persons asked for: $1 merchant, $2 any of their ids. Repeated in each statement, it costs an index look-up or two a customer.</summary>
    public const string Members = $"""
        WITH person AS MATERIALIZED (
          SELECT DISTINCT COALESCE(a.person_id, q.id) AS id FROM unnest($2::uuid[]) AS q(id)
          LEFT JOIN customer_aliases a ON a.merchant_id = $1 AND a.customer_id = q.id),
        {CustomerReads.Members}

        """;

    private static readonly string MembersOrders = Of("orders o", "o.customer_id");

    public static readonly string Customers = Members + $"""
        SELECT m.person_id, c.id, c.first_contact_at, c.created_at, c.imported_at, c.restricted_at IS NOT NULL, c.profiling_objected_at IS NOT NULL,
          c.marketing_objected_at IS NOT NULL, c.owner_id, c.preferences <> '{"{}"}', c.language, s.level, s.risk_band,
          ARRAY(SELECT t.tag FROM customer_tags t WHERE t.merchant_id = $1 AND t.customer_id = c.id)
        FROM {Of("customers c", "c.id")} LEFT JOIN customer_standings s ON s.merchant_id = $1 AND s.customer_id = c.id
        """;

    /// <summary>Of consents the newest counts; where merged customers disagree, the refusal.</summary>
    public static readonly string ContactPoints = Members + $"""
        , newest AS (
          SELECT DISTINCT ON (c.customer_id, c.channel, c.purpose) c.customer_id, c.channel, c.purpose, c.is_granted
          FROM {Of("consents c", "c.customer_id")} ORDER BY c.customer_id, c.channel, c.purpose, c.occurred_at DESC, c.id DESC),
        allowed AS (
          SELECT m.person_id, n.channel, bool_and(n.is_granted) FILTER (WHERE n.purpose = 'survey') AS survey, bool_and(n.is_granted) FILTER (WHERE n.purpose = 'marketing') AS marketing
          FROM member m JOIN newest n ON n.customer_id = m.id GROUP BY m.person_id, n.channel)
        SELECT m.person_id, p.channel, p.address, a.survey, a.marketing, p.known_since
        FROM {Of("contact_points p", "p.customer_id")} LEFT JOIN allowed a ON a.person_id = m.person_id AND a.channel = p.channel
        """;

    public static readonly string Orders = Members + $"""
        SELECT o.customer_id, o.id, o.source, o.placed_at, o.currency, o.status, o.payment, o.is_test, o.created_at, o.imported_at, o.payment_changed_at, o.total
        FROM {Of("orders o", "o.customer_id")}
        """;

    public static readonly string Lines = Members + $"""
        SELECT l.order_id, l.id, l.number, l.product_id, l.quantity, l.unit_price, l.batch FROM {MembersOrders} {OfEach("order_lines l", "l.order_id", "o.id")} ORDER BY l.number
        """;

    public static readonly string Deliveries = Members + $"""
        SELECT d.order_id, d.id, d.line_numbers, d.promised_at, d.delivered_at, d.shipped_at FROM {MembersOrders} {OfEach("deliveries d", "d.order_id", "o.id")}
        """;

    public static readonly string Returns = Members + $"""
        SELECT r.order_id, r.id, r.returned_at, r.reason, r.line_numbers, r.quantities, r.refund FROM {MembersOrders} {OfEach("returns r", "r.order_id", "o.id")}
        """;

    public static readonly string Interactions = Members + $"""
        SELECT i.customer_id, i.id, i.kind, i.direction, i.occurred_at, i.created_at, i.imported_at, i.product_id, i.category, i.is_advice_wanted, i.rating, i.answered_at,
          CASE WHEN i.kind = 'complaint' THEN i.summary END, i.order_id
        FROM {Of("interactions i", "i.customer_id")}
        """;

    public static readonly string Visits = Members + $"""
        SELECT v.customer_id, v.day, v.category, v.count, v.first_at, v.last_at, v.id FROM {Of("visits v", "v.customer_id")}
        """;

    public static readonly string Products = Members + $"""
        SELECT p.id, p.sku, p.name, p.category, p.price, p.is_returnable, p.facts <> '{"{}"}', p.use_up_days, p.warranty_days,
          cardinality(p.claims) > 0, p.quality_check_after, p.second_quality_check_after
        FROM (
          SELECT l.product_id FROM {MembersOrders} {OfEach("order_lines l", "l.order_id", "o.id")}
          UNION SELECT i.product_id FROM {Of("interactions i", "i.customer_id")}) named {OfEach("products p", "p.id", "named.product_id")}
        """;

    public static readonly string FollowUps = Members + $"SELECT {FollowUpRows.Columns} FROM {Of("follow_ups f", "f.customer_id")}";

    /// <summary>Withdrawals too: a row of its own that names what it takes back.</summary>
    public static readonly string EvidenceRows = Members + $"""
        SELECT e.customer_id, e.id, e.kind, e.source, e.occurred_at, e.recorded_at, e.weight, e.layer_of_breach, e.product_id, e.batch, e.order_id, e.withdraws_id
        FROM {Of("evidence e", "e.customer_id")}
        """;

    public static readonly string Overrides = Members + $"""
        SELECT o.customer_id, o.id, o.level, o.reason, o.valid_from, o.valid_until, o.set_by FROM {Of("level_overrides o", "o.customer_id")}
        """;

    public const string Transitions = Members + """
        SELECT p.id, t.occurred_at, t.to_level FROM person p CROSS JOIN LATERAL (
          SELECT t.occurred_at, t.to_level FROM level_transitions t WHERE t.merchant_id = $1 AND t.customer_id = p.id ORDER BY t.occurred_at DESC, t.id DESC LIMIT 1) t
        """;

    /// <summary>
    /// Rows of a table for each member, found by key one member after the other. OFFSET 0 skips nothing: it keeps the planner, who may know nothing of the merchant, from taking
    /// all they have in one go. Of an array it would take ten look-ups to be dearer than that, as long as the merchant is small.
    /// </summary>
    /// <param name="table">With its alias.</param>
    /// <param name="key">The column that holds the member's id.</param>
    public static string Of(string table, string key) => $"member m {OfEach(table, key, "m.id")}";

    /// <summary>The same for each row to the left of it.</summary>
    public static string OfEach(string table, string key, string value)
    {
        var alias = table.Split(' ')[1];
        return $"CROSS JOIN LATERAL (SELECT {alias}.* FROM {table} WHERE {alias}.merchant_id = $1 AND {key} = {value} OFFSET 0) {alias}";
    }
}
