using NodaTime;
using RetentionApi.Customers;
using RetentionApi.Domain.Relationships;
using RetentionApi.Domain.Reviews;
using RetentionApi.Merchants;
using RetentionApi.Platform.Persistence;
using RetentionApi.Relationships;
using RetentionApi.Segments;

namespace RetentionApi.Reviews;

/// <summary>Takes the figures of a quarter: of whoever is in the segment now and was in touch before the quarter was over.</summary>
internal static class ReviewFigureReads
{
    /// <summary>All customers of a large shop are looked at once: it takes seconds, and once a quarter.</summary>
    private const int MostSeconds = 60;

    private static readonly TrustLayer[] Layers = Enum.GetValues<TrustLayer>();

    /// <param name="db">In a transaction.</param>
    /// <param name="segment">Null: all customers.</param>
    public static async Task<ReviewFigures> ReadAsync(
        RetentionDbContext db, SegmentRow? segment, Quarter quarter, MerchantSettings settings, Instant now, CancellationToken cancellationToken)
    {
        var members = SegmentReads.Members(db.MerchantId, segment is null ? new CustomerCriteria(null, null, null, null) : SegmentView.CriteriaOf(segment));
        await using var batch = db.Batch();
        batch.Timeout = MostSeconds;
        batch.Add($"SET LOCAL statement_timeout = '{MostSeconds}s'");
        batch.Add("SET LOCAL work_mem = '64MB'");
        batch.Add(StatementOf(members, quarter, settings, now), members.Values);
        var moves = await batch.AllAsync(r => new Move(
            (Level?)r.ValueOrNull<short>(0), (Level)r.GetInt16(1), r.GetInt64(2), r.GetInt64(3), r.GetInt64(4), [.. Layers.Select((_, i) => (r.GetDouble(5 + (2 * i)), r.GetInt64(6 + (2 * i))))]), cancellationToken);
        long Count(Func<Move, bool> which) => moves.Where(which).Sum(m => m.Customers);
        return new ReviewFigures(
            Count(_ => true), Count(m => m.AtStart is null),
            [.. Enum.GetValues<Level>().Select(level => new LevelFigure(level, Count(m => m.AtStart == level), Count(m => m.AtEnd == level)))],
            Count(m => m.AtEnd > m.AtStart), Count(m => m.AtEnd < m.AtStart),
            [.. Layers.Select((layer, i) => TrustOf(layer, moves.Sum(m => m.Trust[i].Sum), moves.Sum(m => m.Trust[i].Known)))],
            moves.Sum(m => m.Lost), moves.Sum(m => m.WonBack));
    }

    /// <summary>
    /// A level at an instant is the one that the first later change led away from, else the one of today: so only the changes since the quarter began are read, and
    /// of them the first for each. Trust is that of today, by the arithmetic of <see cref="TrustSql"/> on the stored sums: what it was earlier would need all evidence once more.
    /// </summary>
    private static string StatementOf(SqlConditions members, Quarter quarter, MerchantSettings settings, Instant now)
    {
        var (starts, ends) = (members.Value(settings.Zone.AtStartOfDay(quarter.Begins).ToInstant()), members.Value(settings.Zone.AtStartOfDay(quarter.Ends).ToInstant()));
        var (first, after, least) = (members.Value(quarter.Begins), members.Value(quarter.Ends), members.Value(settings.Policy.Trust.LeastCertainty));
        var negativeWeighs = members.Value(settings.Policy.Trust.NegativeWeighs);
        members.Add("s.level IS NOT NULL");
        members.Add($"c.first_contact_at < {ends}");
        return $"""
            WITH moved AS (
              SELECT t.customer_id, (array_agg(t.from_level ORDER BY t.occurred_at, t.id))[1] AS at_start,
                (array_agg(t.from_level ORDER BY t.occurred_at, t.id) FILTER (WHERE t.occurred_at >= {ends}))[1] AS at_end
              FROM level_transitions t WHERE t.merchant_id = $1 AND t.occurred_at >= {starts} GROUP BY t.customer_id),
            gone AS (
              SELECT d.person_id, count(*) FILTER (WHERE d.lost_on >= {first} AND d.lost_on < {after}) AS lost,
                count(*) FILTER (WHERE d.came_back_on >= {first} AND d.came_back_on < {after}) AS won_back
              FROM defections d WHERE d.merchant_id = $1 AND d.withdrawal IS NULL AND (d.lost_on >= {first} OR d.came_back_on >= {first}) GROUP BY d.person_id)
            SELECT x.at_start, x.at_end, count(*), COALESCE(sum(x.lost), 0)::bigint, COALESCE(sum(x.won_back), 0)::bigint,
              {string.Join(", ", Layers.Select(l => $"COALESCE(sum(x.{l.Word()}), 0), count(x.{l.Word()})"))}
            FROM (
              SELECT CASE WHEN c.first_contact_at >= {starts} THEN NULL WHEN v.at_start IS NULL THEN s.earned_level ELSE v.at_start END AS at_start,
                CASE WHEN v.at_end IS NULL THEN s.earned_level ELSE v.at_end END AS at_end, g.lost, g.won_back, {string.Join(", ", Layers.Select(l => TrustOf(l.Word(), least, negativeWeighs)))}
              FROM customer_standings s JOIN customers c ON c.merchant_id = $1 AND c.id = s.customer_id
              LEFT JOIN moved v ON v.customer_id = s.customer_id LEFT JOIN gone g ON g.person_id = s.customer_id
              CROSS JOIN LATERAL (SELECT extract(epoch FROM {members.Value(now)} - s.trust_at)::float8 / 86400 AS days OFFSET 0) age
              CROSS JOIN LATERAL (SELECT {string.Join(", ", Layers.Select(l => $"{TrustSql.Kept("age.days", members.Value(Trust.HalfLifeDays(l, settings.Policy.Trust)))} AS {l.Word()}"))} OFFSET 0) kept
              WHERE {members}) x GROUP BY 1, 2
            """;
    }

    /// <summary>0 to 100; NULL where too little is known.</summary>
    private static string TrustOf(string layer, string least, string negativeWeighs) =>
        $"{TrustSql.Number($"s.{layer}_positive * kept.{layer}", $"(s.{layer}_negative * kept.{layer} + s.{layer}_breach)", negativeWeighs, least)} AS {layer}";

    private static TrustFigure TrustOf(TrustLayer layer, double sum, long known) => new(layer, known == 0 ? null : Math.Round((decimal)(sum / known), 1), known);

    /// <summary>How many came from one level to another, and what else is known of them.</summary>
    /// <param name="AtStart">Null: they were not known yet.</param>
    /// <param name="Trust">By layer: the sum over those of whom enough is known, and how many they are.</param>
    private sealed record Move(Level? AtStart, Level AtEnd, long Customers, long Lost, long WonBack, (double Sum, long Known)[] Trust);
}
