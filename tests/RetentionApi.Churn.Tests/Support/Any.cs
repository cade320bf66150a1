using CsCheck;

namespace RetentionApi.Churn.Tests.Support;

/// <summary>Generators of parameters and histories far beyond what a shop shows.</summary>
internal static class Any
{
    public static readonly Gen<ModelParameters> Parameters =
        Gen.Select(Positive(1e-2, 50), Positive(0.5, 5_000), Positive(1e-2, 200), Positive(1e-2, 200), Gen.Bool,
            (r, alpha, a, b, isMbg) => new ModelParameters(r, alpha, a, b, isMbg ? PurchaseModel.MbgNbd : PurchaseModel.BgNbd));

    public static readonly Gen<PurchaseHistory> History =
        Gen.Select(Gen.Frequency((2, Gen.Const(0)), (3, Gen.Int[1, 20]), (1, Gen.Int[1, 2_000])), Gen.Int[0, 3_000], Gen.Int[0, 3_000],
            (repeats, span, silence) => repeats == 0
                ? new PurchaseHistory(0, 0, silence)
                : new PurchaseHistory(repeats, repeats + span, repeats + span + silence));

    public static readonly Gen<int> Horizon = Gen.Frequency((3, Gen.Int[1, 400]), (1, Gen.Int[1, 36_525]));

    /// <summary>Evenly spread over the logarithms.</summary>
    private static Gen<double> Positive(double from, double to) => Gen.Double[Math.Log(from), Math.Log(to)].Select(Math.Exp);
}
