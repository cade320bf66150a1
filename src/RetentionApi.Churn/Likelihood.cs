namespace RetentionApi.Churn;

/// <summary>
/// ln L and its gradient over grouped histories. All Γ and B ratios have whole differences in their arguments, so lnΓ(r+x) − lnΓ(r) and its like are
/// finite sums, tabulated over x: exact to rounding even where a and b run to 1e6 and differences of lnΓ would cancel.
/// </summary>
public sealed class Likelihood
{
    private readonly PurchaseHistories histories;
    private readonly int[] groupStarts;
    private readonly CountTerms[] terms;

    public Likelihood(PurchaseHistories histories)
    {
        this.histories = histories;
        groupStarts = GroupStarts(histories.Rows);
        terms = new CountTerms[histories.Rows is [.., var last] ? last.Repeats + 1 : 0];
    }

    /// <summary>ln L of all customers, in the unit of time of the histories.</summary>
    public static double Log(ModelParameters parameters, PurchaseHistories histories) =>
        new Likelihood(histories).Evaluate(parameters, stackalloc double[4]);

    /// <summary>ln L; <paramref name="gradient"/> receives its derivatives by ln r, ln α, ln a, ln b.</summary>
    /// <param name="parameters">Where, and of which model.</param>
    /// <param name="gradient">Four places.</param>
    public double Evaluate(ModelParameters parameters, Span<double> gradient)
    {
        CountTerms.Tabulate(terms, parameters);
        gradient.Clear();
        var logLikelihood = 0.0;
        for (var group = 0; group + 1 < groupStarts.Length; group++)
            logLikelihood += AddGroup(parameters, groupStarts[group], groupStarts[group + 1], gradient);
        return logLikelihood;
    }

    /// <summary>The rows from <paramref name="start"/> to <paramref name="end"/> share x, so most of the formula is taken once for all of them.</summary>
    private double AddGroup(ModelParameters p, int start, int end, Span<double> gradient)
    {
        var repeats = histories.Rows[start].Repeats;
        var shape = p.R + repeats;
        var term = terms[repeats];
        var sums = p.CanBeGone(repeats) ? SumRows(p, start, end) : SumAliveRows(p.Alpha, start, end);
        gradient[0] += p.R * ((sums.Weight * (term.RateByR + Math.Log(p.Alpha))) - sums.LogAge + sums.GoneSilence);
        gradient[1] += (sums.Weight * p.R) + (shape * p.Alpha * (sums.GonePerAge - sums.PerAge));
        gradient[2] += (p.A * sums.Weight * term.DropoutByA) + sums.Gone;
        gradient[3] += p.B * sums.Weight * term.DropoutByB;
        if (p.CanBeGone(repeats))
            gradient[3] -= p.B * sums.Gone / p.DropoutB(repeats);
        return (sums.Weight * (term.Rate + term.Dropout + (p.R * Math.Log(p.Alpha)))) - (shape * sums.LogAge) + sums.Softplus;
    }

    private RowSums SumRows(ModelParameters p, int start, int end)
    {
        var rows = histories.Rows[start..end];
        var weights = histories.Weights[start..end];
        var (alpha, shape) = (p.Alpha, p.R + rows[0].Repeats);
        var logOdds = Math.Log(p.A / p.DropoutB(rows[0].Repeats));
        var sums = default(RowSums);
        var (lastOrder, logLast, perLast) = (double.NaN, 0.0, 0.0);
        for (var i = 0; i < rows.Length; i++)
        {
            ref readonly var row = ref rows[i];
            if (row.AgeAtLastOrder != lastOrder)
                (lastOrder, logLast, perLast) = (row.AgeAtLastOrder, Math.Log(alpha + row.AgeAtLastOrder), 1 / (alpha + row.AgeAtLastOrder));
            var logAge = Math.Log(alpha + row.Age);
            var perAge = 1 / (alpha + row.Age);
            var u = logOdds + (shape * (logAge - logLast));
            var e = Math.Exp(-Math.Abs(u));
            var gone = weights[i] * ((u >= 0 ? 1 : e) / (1 + e));
            sums.Weight += weights[i];
            sums.LogAge += weights[i] * logAge;
            sums.PerAge += weights[i] * perAge;
            sums.Softplus += weights[i] * (Math.Max(u, 0) + Math.Log(1 + e));
            sums.Gone += gone;
            sums.GoneSilence += gone * (logAge - logLast);
            sums.GonePerAge += gone * (perAge - perLast);
        }
        return sums;
    }

    private RowSums SumAliveRows(double alpha, int start, int end)
    {
        var sums = default(RowSums);
        for (var i = start; i < end; i++)
        {
            var (age, weight) = (histories.Rows[i].Age, histories.Weights[i]);
            sums.Weight += weight;
            sums.LogAge += weight * Math.Log(alpha + age);
            sums.PerAge += weight / (alpha + age);
        }
        return sums;
    }

    private static int[] GroupStarts(ReadOnlySpan<PurchaseHistory> rows)
    {
        var starts = new List<int>();
        for (var i = 0; i < rows.Length; i++)
        {
            if (i == 0 || rows[i].Repeats != rows[i - 1].Repeats)
                starts.Add(i);
        }
        return [.. starts, rows.Length];
    }

    /// <summary>Weighted sums over rows; <c>Gone</c> is P(gone), <c>Per…</c> is 1/(α + …).</summary>
    private struct RowSums
    {
        public double Weight, LogAge, PerAge, Softplus, Gone, GoneSilence, GonePerAge;
    }
}
