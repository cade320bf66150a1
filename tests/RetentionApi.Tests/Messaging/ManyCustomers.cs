using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Messaging;

internal static class ManyCustomers
{
    /// <summary>Makes as many customers in all who are like the one there is.</summary>
    public static Task MultiplyAsync(this Shop shop, int customers) => shop.QueryAsync($"""
        CREATE TEMP TABLE twin AS SELECT gen_random_uuid() AS customer_id, gen_random_uuid() AS duty_id FROM generate_series(2, {customers});
        CREATE TEMP TABLE c AS SELECT * FROM customers WHERE merchant_id = '{shop.Merchant.Id}'; ALTER TABLE c DROP COLUMN name_search;
        INSERT INTO customers (merchant_id, id, name, attributes, preferences, first_contact_at, version, created_at, updated_at)
        SELECT c.merchant_id, t.customer_id, c.name, c.attributes, c.preferences, c.first_contact_at, 1, c.created_at, c.updated_at FROM c, twin t;
        INSERT INTO contact_points SELECT (jsonb_populate_record(p, jsonb_build_object('customer_id', t.customer_id))).* FROM contact_points p, twin t WHERE p.merchant_id = '{shop.Merchant.Id}';
        INSERT INTO customer_standings (merchant_id, customer_id, earned_level, level_since, trust_at, cognitive_positive, cognitive_negative, cognitive_breach, affective_positive,
          affective_negative, affective_breach, behavioural_positive, behavioural_negative, behavioural_breach, trust_stage, order_days, spend, spend_orders, touched_at)
        SELECT c.merchant_id, t.customer_id, 1, c.created_at, c.created_at, 0, 0, 0, 0, 0, 0, 0, 0, 0, 'contact', 0, 0, 0, c.created_at FROM c, twin t;
        INSERT INTO follow_ups (merchant_id, id, customer_id, kind, level, cause, step, policy_version, created_at, owner_id, status, due_at, deadline, held_for, is_snoozed, channel,
          order_line_ids, answers, version, paused_for)
        SELECT f.merchant_id, t.duty_id, t.customer_id, f.kind, f.level, 'customer:' || t.customer_id, f.step, f.policy_version, f.created_at, f.owner_id, f.status, f.due_at, f.deadline, f.held_for,
          f.is_snoozed, f.channel, f.order_line_ids, f.answers, f.version, f.paused_for
        FROM follow_ups f, twin t WHERE f.merchant_id = '{shop.Merchant.Id}'
        """);
}
