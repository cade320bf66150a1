using System.Globalization;
using NodaTime.Text;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;
using RetentionApi.Churn;
using RetentionApi.CustomerPages;
using RetentionApi.Reports.Charts;
using RetentionApi.Risk;

namespace RetentionApi.Reports.Calibration;

/// <summary>The back-test as lines, one for each tenth of the customers, and as a calibration plot.</summary>
internal static class ModelReportForm
{
    private static readonly PageText
        Title = new("Foretold and observed: did customers order within {0} days?", "预测与实际：客户是否在 {0} 天内下单"),
        Subtitle = new("{0} customers in ten groups, foretold as of {1}; foretold ÷ observed {2}", "{0} 名客户分为十组，预测日 {1}；预测 ÷ 实际 {2}"),
        NoBackTest = new("nobody had ordered yet when a back-test would have begun", "回测起点之前尚无人下单"),
        Foretold = new("Foretold share, %", "预测比例（%）"),
        Observed = new("Observed share, %", "实际比例（%）"),
        Tenth = new("a tenth of the customers", "每十分之一的客户"),
        Perfect = new("foretold = observed", "预测 = 实际"),
        Description = new("A calibration plot: each of up to ten points is a tenth of the customers, by how likely the model called an order; right is what it foretold, up is what was observed. On the diagonal both are alike.",
            "校准图：最多十个点，每点为按预测可能性划分的十分之一客户；横轴为预测，纵轴为实际。对角线上两者相同。");

    public static readonly ReportForm<ChurnModelView> Form = new("model", Table, Picture);

    private static ReportTable Table(ChurnModelView model) => ReportTable.Of(
        (model.BackTest?.Model.Bins ?? []).Index(),
        ("modelId", _ => model.Id), ("asOf", _ => model.AsOf), ("cutOn", _ => model.BackTest!.CutOn), ("horizonDays", _ => model.BackTest!.HorizonDays),
        ("bin", b => b.Index + 1), ("customers", b => b.Item.Customers), ("predicted", b => b.Item.Predicted), ("actual", b => b.Item.Actual));

    private static ReportPicture Picture(ChurnModelView model, string language)
    {
        var plot = ChartStyle.Begin(ChartStyle.Say(Title, language, model.BackTest?.HorizonDays ?? model.Horizon.Days), model.BackTest is { } test ? Told(test, language) : NoBackTest.In(language));
        IReadOnlyList<CalibrationBin> bins = model.BackTest?.Model.Bins ?? [];
        var most = bins.SelectMany(b => new[] { b.Predicted, b.Actual }).DefaultIfEmpty(1).Max() is var highest and < 0.95 ? Math.Ceiling(10.5 * highest) * 10 : 100;
        var foretold = ChartStyle.Values(Foretold.In(language), most: most);
        (foretold.Key, foretold.Position) = (ChartStyle.Along, AxisPosition.Bottom);
        plot.Axes.Add(foretold);
        plot.Axes.Add(ChartStyle.Values(Observed.In(language), most: most));
        plot.Series.Add(Diagonal(Perfect.In(language), most));
        plot.Series.Add(Points(Tenth.In(language), bins));
        return new ReportPicture(plot, Description.In(language));
    }

    private static string Told(FitBackTest test, string language) => ChartStyle.Say(
        Subtitle, language, test.Customers.ToString("N0", CultureInfo.InvariantCulture), LocalDatePattern.Iso.Format(test.CutOn), test.Model.PredictedOverActual is { } ratio ? Math.Round(ratio, 2) : "–");

    private static LineSeries Diagonal(string name, double most)
    {
        var line = new LineSeries { Title = name, Color = ChartColours.Text, LineStyle = LineStyle.Dash, StrokeThickness = 1.5, XAxisKey = ChartStyle.Along, YAxisKey = ChartStyle.Left };
        line.Points.AddRange([new DataPoint(0, 0), new DataPoint(most, most)]);
        return line;
    }

    private static LineSeries Points(string name, IEnumerable<CalibrationBin> bins)
    {
        var line = ChartStyle.Line(name, ChartColours.Blue, []);
        line.MarkerSize = 5;
        line.Points.AddRange(bins.Select(b => new DataPoint(100 * b.Predicted, 100 * b.Actual)));
        return line;
    }
}
