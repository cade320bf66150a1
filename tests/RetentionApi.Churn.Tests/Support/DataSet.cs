using System.Text.Json;

namespace RetentionApi.Churn.Tests.Support;

/// <summary>One of the two logs with independently computed reference values.</summary>
internal sealed class DataSet
{
    private DataSet(IReadOnlyList<SharedData.Line> lines, JsonElement reference)
    {
        (Lines, Reference, Log) = (lines, reference, lines.ToLog());
        CutDay = SharedData.Day(reference.GetProperty("calibration_end").GetString()!);
        HoldoutDays = reference.GetProperty("holdout_weeks").GetInt32() * 7;
        Histories = PurchaseHistories.From(Log.KnownOn(CutDay).Table, CutDay);
    }

    public IReadOnlyList<SharedData.Line> Lines { get; }

    public JsonElement Reference { get; }

    public OrderLog Log { get; }

    public int CutDay { get; }

    public int HoldoutDays { get; }

    /// <summary>As of the cut, per day.</summary>
    public PurchaseHistories Histories { get; }

    public static DataSet Load(string name) =>
        new(name == "cdnow_sample_39" ? SharedData.Cdnow() : SharedData.Lifetimes(), SharedData.Reference(name));

    /// <summary>By the name the reference gives the fit.</summary>
    public static ModelFit Fit(string name, PurchaseHistories histories) => name switch
    {
        "bgnbd_mle" => ModelFitter.MaximumLikelihood(histories, PurchaseModel.BgNbd),
        "mbgnbd_mle" => ModelFitter.MaximumLikelihood(histories),
        _ => ModelFitter.MaximumAPosteriori(histories),
    };
}

internal static class JsonNumbers
{
    public static double Number(this JsonElement element, string name) => element.GetProperty(name).GetDouble();
}
