namespace RetentionApi.Churn;

/// <summary>
/// The sufficient statistics of a merchant: distinct histories, ordered by x, t_x, T, each with the number of customers who share it
/// (1,000,000 customers have about 300,000 of them).
/// </summary>
public sealed class PurchaseHistories
{
    private readonly PurchaseHistory[] rows;
    private readonly double[] weights;

    private PurchaseHistories(PurchaseHistory[] rows, double[] weights, int leftOut)
    {
        (this.rows, this.weights, LeftOut) = (rows, weights, leftOut);
        for (var i = 0; i < rows.Length; i++)
        {
            Customers += weights[i];
            Repeats += weights[i] * rows[i].Repeats;
            RepeatBuyers += rows[i].Repeats > 0 ? weights[i] : 0;
            MeanAge += weights[i] * rows[i].Age;
            MaximumAge = Math.Max(MaximumAge, rows[i].Age);
        }
        MeanAge = Customers > 0 ? MeanAge / Customers : 0;
    }

    public ReadOnlySpan<PurchaseHistory> Rows => rows;

    /// <summary>Customers per row of <see cref="Rows"/>.</summary>
    public ReadOnlySpan<double> Weights => weights;

    /// <summary>The sum of the weights.</summary>
    public double Customers { get; }

    public double RepeatBuyers { get; }

    /// <summary>The sum of x.</summary>
    public double Repeats { get; }

    /// <summary>The mean of T; 0 without customers.</summary>
    public double MeanAge { get; }

    public double MaximumAge { get; }

    /// <summary>Rows left out because an order of theirs is dated after the evaluation day.</summary>
    public int LeftOut { get; }

    /// <summary>Groups the buyers by equal history on <paramref name="evaluationDay"/>; O(n log n).</summary>
    /// <exception cref="ArgumentException">A row cannot belong to one customer.</exception>
    public static PurchaseHistories From(BuyerTable buyers, int evaluationDay)
    {
        var keys = new ulong[buyers.Count];
        var known = 0;
        for (var i = 0; i < keys.Length; i++)
        {
            if (buyers.LastDays[i] <= evaluationDay)
                keys[known++] = HistoryKey.Pack(buyers.History(i, evaluationDay));
        }
        Array.Sort(keys, 0, known);
        return Merge(keys.AsSpan(0, known), buyers.Count - known);
    }

    /// <summary>From histories that are already grouped or are not in whole days.</summary>
    /// <exception cref="ArgumentException">Not one weight a row, or a weight that is not positive.</exception>
    public static PurchaseHistories From(ReadOnlySpan<PurchaseHistory> rows, ReadOnlySpan<double> weights)
    {
        if (rows.Length != weights.Length || weights.ContainsAnyInRange(double.NegativeInfinity, 0))
            throw new ArgumentException("Each row needs one positive weight.", nameof(weights));
        var (sortedRows, sortedWeights) = (rows.ToArray(), weights.ToArray());
        Array.Sort(sortedRows, sortedWeights, Comparer<PurchaseHistory>.Create((left, right) =>
            (left.Repeats, left.AgeAtLastOrder, left.Age).CompareTo((right.Repeats, right.AgeAtLastOrder, right.Age))));
        return new PurchaseHistories(sortedRows, sortedWeights, leftOut: 0);
    }

    private static PurchaseHistories Merge(ReadOnlySpan<ulong> sortedKeys, int leftOut)
    {
        var distinct = 0;
        for (var i = 0; i < sortedKeys.Length; i++)
            distinct += i == 0 || sortedKeys[i] != sortedKeys[i - 1] ? 1 : 0;
        var (rows, weights) = (new PurchaseHistory[distinct], new double[distinct]);
        var row = -1;
        for (var i = 0; i < sortedKeys.Length; i++)
        {
            if (i == 0 || sortedKeys[i] != sortedKeys[i - 1])
                rows[++row] = HistoryKey.Unpack(sortedKeys[i]);
            weights[row]++;
        }
        return new PurchaseHistories(rows, weights, leftOut);
    }
}
