using RetentionApi.Platform.Persistence;

namespace RetentionApi.Risk;

/// <summary>Scores a model's buyers as of its day, page by page in the order of their ids, from the order days as they are stored now.</summary>
internal sealed class ModelScores(MerchantScope scope)
{
    private const string Head = $"SELECT {RiskModel.Columns}, t.currency FROM churn_models m JOIN merchants t ON t.merchant_id = m.merchant_id WHERE m.merchant_id = $1 AND m.id = $2";

    /// <summary>$2 day.</summary>
    private const string Count = """
        SELECT count(*) FROM customer_standings s JOIN customers c ON c.merchant_id = $1 AND c.id = s.customer_id
        WHERE s.merchant_id = $1 AND s.first_order_on <= $2 AND s.level IS NOT NULL AND c.profiling_objected_at IS NULL AND c.restricted_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM customer_aliases a WHERE a.merchant_id = $1 AND a.customer_id = s.customer_id)
        """;

    /// <summary>$2 day, $3 after this customer. The page is cut before anything is looked up for its rows; every table is told where it begins, or a merge would read it from its start.</summary>
    private const string Rows = $"""
        SELECT s.customer_id, i.source, i.external_id, d.days, d.spend
        FROM (
          SELECT s.customer_id FROM customer_standings s JOIN customers c ON c.merchant_id = $1 AND c.id = s.customer_id AND c.id > $3
          WHERE s.merchant_id = $1 AND s.customer_id > $3 AND s.first_order_on <= $2 AND s.level IS NOT NULL AND c.profiling_objected_at IS NULL AND c.restricted_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM customer_aliases a WHERE a.merchant_id = $1 AND a.customer_id = s.customer_id AND a.customer_id > $3)
          ORDER BY s.customer_id LIMIT $4) s
        CROSS JOIN LATERAL {OrderDayReads.OfOne} d
        LEFT JOIN LATERAL (
          SELECT k.source, k.external_id FROM customer_identities k WHERE k.merchant_id = $1 AND k.customer_id = s.customer_id ORDER BY k.source, k.external_id LIMIT 1) i ON true
        ORDER BY s.customer_id
        """;

    public async Task<(RiskModel Model, string Currency)?> FindAsync(Guid modelId, CancellationToken cancellationToken)
    {
        await using var batch = scope.Batch();
        batch.Add(Head, scope.MerchantId, modelId);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? (RiskModel.Read(reader), reader.GetString(14)) : null;
    }

    public async Task<long> CountAsync(RiskModel model, CancellationToken cancellationToken)
    {
        await using var batch = scope.Batch();
        batch.Add(Count, scope.MerchantId, model.AsOf);
        return (long)(await batch.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <param name="after">The last customer of the page before; the nil id for the first page.</param>
    public async Task<List<ScoreView>> ReadAsync(RiskModel model, string currency, Guid after, int most, CancellationToken cancellationToken)
    {
        await using var batch = scope.Batch();
        batch.Add(Rows, scope.MerchantId, model.AsOf, after, most);
        var rows = await batch.AllAsync(r =>
            (Id: r.GetGuid(0), Source: r.TextOrNull(1), ExternalId: r.TextOrNull(2), Orders: OrderDayReads.OrdersAt(r, 3, 4)!.Value), cancellationToken);
        var scores = model.Score([.. rows.Select(r => r.Orders)], DayNumber.Of(model.AsOf));
        return [.. rows.Select((r, i) => ScoreView.Of(r.Id, r.Source, r.ExternalId, r.Orders, scores[i], currency))];
    }
}
