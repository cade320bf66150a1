using NodaTime;
using Npgsql;
using RetentionApi.Customers;
using RetentionApi.Domain.Merchants;
using RetentionApi.Domain.Relationships;
using RetentionApi.Domain.Reviews;
using RetentionApi.Merchants;
using RetentionApi.Platform.Persistence;
using RetentionApi.Segments;

namespace RetentionApi.Reviews;

/// <summary>Takes the figures of a quarter: of whoever is in the segment now and was in touch before the quarter was over.</summary>
internal static class ReviewFigureReads
{
    private const int MostSeconds = 60;

    /// <summary>
    /// A level at an instant is the one that the first later change led away from, else the one of today: so only the changes since the quarter began are read, and
    /// of them the first for each.
    /// </summary>
    private const string Levels = """
        {0}, moved AS (
          SELECT t.customer_id, (array_agg(t.from_level ORDER BY t.occurred_at, t.id))[1] AS at_start,
            (array_agg(t.from_level ORDER BY t.occurred_at, t.id) FILTER (WHERE t.occurred_at >= {2}))[1] AS at_end
          FROM level_transitions t WHERE t.merchant_id = $1 AND t.occurred_at >= {1} GROUP BY t.customer_id)
        SELECT CASE WHEN m.first_contact_at >= {1} THEN NULL WHEN v.at_start IS NULL THEN m.earned_level ELSE v.at_start END,
          CASE WHEN v.at_end IS NULL THEN m.earned_level ELSE v.at_end END, count(*)
        FROM member m LEFT JOIN moved v ON v.customer_id = m.customer_id GROUP BY 1, 2
        """;

    /// <summary>The sums of each layer aged to now; the arithmetic is that of <see cref="Reputation"/>. What trust was at an earlier instant would need all evidence once more.</summary>
    private const string Trust = """
        {0}
        SELECT l.layer, avg(100 * (x.good + 1) / (x.good + 2 * x.bad + 2)) FILTER (WHERE k.is_known)::numeric, count(*) FILTER (WHERE k.is_known)
        FROM member m CROSS JOIN LATERAL (VALUES
          (0, m.cognitive_positive, m.cognitive_negative, m.cognitive_breach, {2}::float8),
          (1, m.affective_positive, m.affective_negative, m.affective_breach, {3}::float8),
          (2, m.behavioural_positive, m.behavioural_negative, m.behavioural_breach, {4}::float8)) l(layer, positive, negative, breach, half_life)
        CROSS JOIN LATERAL (SELECT power(2::float8, -extract(epoch FROM {1} - m.trust_at)::float8 / 86400 / l.half_life) AS kept) d
        CROSS JOIN LATERAL (SELECT l.positive * d.kept AS good, l.negative * d.kept + l.breach AS bad) x
        CROSS JOIN LATERAL (SELECT (x.good + x.bad) / (x.good + x.bad + 2) >= {5}::float8 AS is_known) k
        GROUP BY l.layer
        """;

    private const string Defections = """
        {0}
        SELECT count(*) FILTER (WHERE d.lost_on >= {1} AND d.lost_on < {2}), count(*) FILTER (WHERE d.came_back_on >= {1} AND d.came_back_on < {2})
        FROM defections d JOIN member m ON m.customer_id = d.person_id
        WHERE d.merchant_id = $1 AND d.withdrawal IS NULL AND ((d.lost_on >= {1} AND d.lost_on < {2}) OR (d.came_back_on >= {1} AND d.came_back_on < {2}))
        """;

    /// <param name="db">In a transaction.</param>
    public static async Task<ReviewFigures> ReadAsync(
        RetentionDbContext db, SegmentRow? segment, Quarter quarter, MerchantSettings settings, Instant now, CancellationToken cancellationToken)
    {
        var (starts, ends) = (settings.Zone.AtStartOfDay(quarter.Begins).ToInstant(), settings.Zone.AtStartOfDay(quarter.Ends).ToInstant());
        var trust = settings.Policy.Trust;
        var criteria = segment is null ? new CustomerCriteria(null, null, null, null) : SegmentView.CriteriaOf(segment);
        await using var batch = db.Batch();
        batch.Add($"SET LOCAL statement_timeout = '{MostSeconds}s'");
        Add(batch, Levels, SegmentReads.Members(db.MerchantId, criteria), ends, starts, ends);
        Add(batch, Trust, SegmentReads.Members(db.MerchantId, criteria), ends, now, trust.CognitiveHalfLifeDays, trust.AffectiveHalfLifeDays, trust.BehaviouralHalfLifeDays, trust.LeastCertainty);
        Add(batch, Defections, SegmentReads.Members(db.MerchantId, criteria), ends, quarter.Begins, quarter.Ends);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var results = new ResultSets(reader, cancellationToken);
        var levels = await results.FirstAsync(r => (AtStart: (Level?)r.ValueOrNull<short>(0), AtEnd: (Level)r.GetInt16(1), Count: r.GetInt64(2)));
        var layers = (await results.NextAsync(r => (Layer: (TrustLayer)r.GetInt32(0), Mean: r.ValueOrNull<decimal>(1), Known: r.GetInt64(2)))).ToDictionary(t => t.Layer);
        var (lost, back) = (await results.NextAsync(r => (r.GetInt64(0), r.GetInt64(1)))).Single();
        long Count(Func<Level?, Level, bool> which) => levels.Where(l => which(l.AtStart, l.AtEnd)).Sum(l => l.Count);
        return new ReviewFigures(
            Count((_, _) => true), Count((start, _) => start is null),
            [.. Enum.GetValues<Level>().Select(level => new LevelFigure(level, Count((start, _) => start == level), Count((_, end) => end == level)))],
            Count((start, end) => end > start), Count((start, end) => end < start),
            [.. Enum.GetValues<TrustLayer>().Select(layer => layers.TryGetValue(layer, out var of) ? new TrustFigure(layer, Rounded(of.Mean), of.Known) : new TrustFigure(layer, null, 0))],
            lost, back);
    }

    private static decimal? Rounded(decimal? mean) => mean is { } known ? Math.Round(known, 1) : null;

    private static void Add(NpgsqlBatch batch, string statement, SqlConditions members, Instant inTouchBefore, params object[] values)
    {
        members.Add("s.level IS NOT NULL");
        members.Add($"c.first_contact_at < {members.Value(inTouchBefore)}");
        var member = $"WITH member AS MATERIALIZED (SELECT s.*, c.first_contact_at FROM customer_standings s JOIN customers c ON c.merchant_id = $1 AND c.id = s.customer_id WHERE {members})";
        batch.Add(string.Format(System.Globalization.CultureInfo.InvariantCulture, statement, [member, .. values.Select(members.Value)]), members.Values);
    }
}
