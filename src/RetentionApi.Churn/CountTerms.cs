namespace RetentionApi.Churn;

/// <summary>What of ln L depends on x alone, with its derivatives.</summary>
/// <param name="Rate">lnΓ(r+x) − lnΓ(r) = Σ_{i&lt;x} ln(r+i).</param>
/// <param name="RateByR">ψ(r+x) − ψ(r).</param>
/// <param name="Dropout">ln B(a, b+x+m) − ln B(a, b) = −Σ_{i&lt;x+m} ln((a+b+i)/(b+i)).</param>
/// <param name="DropoutByA">ψ(a+b) − ψ(a+b+x+m).</param>
/// <param name="DropoutByB">ψ(a+b) − ψ(b) + ψ(b+x+m) − ψ(a+b+x+m).</param>
internal readonly record struct CountTerms(double Rate, double RateByR, double Dropout, double DropoutByA, double DropoutByB)
{
    /// <summary>Fills <paramref name="table"/> for x = 0, 1, … .</summary>
    public static void Tabulate(Span<CountTerms> table, ModelParameters p)
    {
        var terms = default(CountTerms);
        if (p.Model == PurchaseModel.MbgNbd)
            terms = terms.WithDropout(p, 0);
        for (var x = 0; x < table.Length; x++)
        {
            table[x] = terms;
            terms = terms.WithDropout(p, x + (int)p.Model) with { Rate = terms.Rate + Math.Log(p.R + x), RateByR = terms.RateByR + (1 / (p.R + x)) };
        }
    }

    private CountTerms WithDropout(ModelParameters p, int i)
    {
        var (whole, alive) = (p.A + p.B + i, p.B + i);
        return this with
        {
            Dropout = Dropout - Math.Log(whole / alive),
            DropoutByA = DropoutByA - (1 / whole),
            DropoutByB = DropoutByB + (p.A / (alive * whole)),
        };
    }
}
