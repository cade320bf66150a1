using System.Text.Json;
using NodaTime;
using Npgsql;
using RetentionApi.Domain.Cases;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Persistence;
using static RetentionApi.Platform.Persistence.SqlArrays;

namespace RetentionApi.Cases;

/// <summary>The statements by which cases that facts opened are stored: one a fact, ever.</summary>
internal static class CaseWrites
{
    /// <summary>A case at its birth: received, its first run.</summary>
    private const string Open = """
        WITH opened AS (
          INSERT INTO cases (merchant_id, id, customer_id, opened_by, received_at, order_id, product_id, topic, severity, owner_id, complaints, status, run, cause, run_started_at,
            goodwill, reopened_at, version, created_at)
          SELECT $1, id, customer_id, opened_by, received_at, order_id, product_id, topic, severity, owner_id, complaints, 'received', 1, cause, run_started_at, '[]', '{}', 1, $2
          FROM unnest($3::uuid[], $4::uuid[], $5::text[], $6::timestamptz[], $7::uuid[], $8::uuid[], $9::text[], $10::text[], $11::uuid[], $12::jsonb[], $13::text[], $14::timestamptz[])
            AS c(id, customer_id, opened_by, received_at, order_id, product_id, topic, severity, owner_id, complaints, cause, run_started_at)
          ON CONFLICT DO NOTHING RETURNING id, customer_id, received_at, topic)
        INSERT INTO timeline_entries (merchant_id, customer_id, occurred_at, id, kind, subject_id, summary)
        SELECT $1, customer_id, received_at, id, 'caseOpened', id, topic FROM opened ON CONFLICT DO NOTHING
        """;

    /// <summary>$2 cases, $3 what joins each. An UPDATE takes a row once: several that join one case join it together.</summary>
    private const string Join = """
        WITH told AS MATERIALIZED (
          SELECT n.id, n.complaint, n.number FROM unnest($2::uuid[], $3::jsonb[]) WITH ORDINALITY AS n(id, complaint, number)
          JOIN cases c ON c.merchant_id = $1 AND c.id = n.id AND NOT c.complaints @> jsonb_build_array(jsonb_build_object('source', n.complaint ->> 'source'))),
        joined AS (
          UPDATE cases c SET complaints = c.complaints || n.complaints, version = c.version + 1
          FROM (SELECT t.id, jsonb_agg(t.complaint ORDER BY t.number) AS complaints FROM told t GROUP BY t.id) n
          WHERE c.merchant_id = $1 AND c.id = n.id RETURNING c.id, c.customer_id)
        INSERT INTO timeline_entries (merchant_id, customer_id, occurred_at, id, kind, subject_id, summary)
        SELECT $1, j.customer_id, (t.complaint ->> 'occurredAt')::timestamptz, j.id, 'caseJoined', j.id, COALESCE(t.complaint ->> 'text', 'another complaint')
        FROM joined j JOIN told t ON t.id = j.id ON CONFLICT DO NOTHING
        """;

    public static void AddDerivedCases(this NpgsqlBatch batch, Guid merchantId, IReadOnlyList<CaseChanges> changes, Instant now)
    {
        var opened = changes.SelectMany(c => c.Opened).ToList();
        if (opened.Count > 0)
            batch.Add(Open, merchantId, now, All(opened, c => c.Id), All(opened, c => c.CustomerId), All(opened, c => c.OpenedBy), All(opened, c => c.ReceivedAt), All(opened, c => c.OrderId),
                All(opened, c => c.ProductId), All(opened, c => c.Topic.Word()), All(opened, c => c.Severity.Word()), All(opened, c => c.OwnerId),
                All(opened, c => JsonSerializer.Serialize(c.Complaints, JsonDefaults.Options)), All(opened, c => c.Cause), All(opened, c => c.RunStartedAt));

        var joined = changes.SelectMany(c => c.Joined).ToList();
        if (joined.Count > 0)
            batch.Add(Join, merchantId, All(joined, j => j.CaseId), All(joined, j => JsonSerializer.Serialize(j.Complaint, JsonDefaults.Options)));
    }
}
