using Npgsql;
using RetentionApi.Churn;
using RetentionApi.Domain.Batches;
using RetentionApi.Domain.Merchants;

namespace RetentionApi.Batches;

/// <summary>The maintained counts of quality as they are shown.</summary>
internal static class QualityReads
{
    public const string Columns = "q.answers, q.ratings, q.sound, q.defects, q.affected";

    public static readonly QualityCount Nothing = new(0, 0, new BatchCount(0, 0, 0));

    /// <param name="first">The column of <see cref="Columns"/>' first.</param>
    public static QualityCount Read(NpgsqlDataReader row, int first) =>
        new(row.GetInt32(first), row.GetInt64(first + 1), new BatchCount(row.GetInt32(first + 2), row.GetInt32(first + 3), row.GetInt32(first + 4)));

    public static QualityCountsView ViewOf(QualityCount counted, BatchPolicy policy)
    {
        var count = counted.Count;
        var rate = BetaInterval.Central(policy.PriorDefects + count.Defects, policy.PriorSound + count.Sound);
        return new QualityCountsView(
            counted.Answers, counted.Answers == 0 ? null : Math.Round((decimal)counted.Ratings / counted.Answers, 2), count.Sound, count.Defects, count.Affected,
            new DefectRateView(Rounded(rate.Mean), Rounded(rate.Low), Rounded(rate.High), Rounded(BatchRule.ProbabilityAboveLimit(count, policy))));
    }

    private static decimal Rounded(double share) => Math.Round((decimal)share, 4);
}

/// <param name="Ratings">Their sum.</param>
internal sealed record QualityCount(int Answers, long Ratings, BatchCount Count);
