using System.Globalization;
using NodaTime;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;
using RetentionApi.CustomerPages;

namespace RetentionApi.Reports.Charts;

/// <summary>What all pictures share: size, fonts, colours, axes with their units, a legend.</summary>
internal static class ChartStyle
{
    public const double Width = 960, Height = 540;

    /// <summary>The axis along the bottom, the one at the left, and a second scale at the right.</summary>
    public const string Along = "along", Left = "left", Right = "right";

    /// <summary>The reader's own, for no font that we name would be everywhere; those for Chinese come before the one that may lack it.</summary>
    private const string Fonts = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif";

    private const int LevelLabels = 14, MostLabels = 30;

    /// <param name="subtitle">Of when it is, and of what.</param>
    public static PlotModel Begin(string title, string subtitle)
    {
        var plot = new PlotModel
        {
            Title = title,
            Subtitle = subtitle,
            Culture = CultureInfo.InvariantCulture,
            DefaultFont = Fonts,
            TextColor = ChartColours.Text,
            PlotAreaBorderColor = ChartColours.Grid,
            TitleFontSize = 18,
            SubtitleFontSize = 13,
            Padding = new OxyThickness(12),
        };
        plot.Legends.Add(new Legend
        {
            LegendPlacement = LegendPlacement.Outside,
            LegendPosition = LegendPosition.BottomCenter,
            LegendOrientation = LegendOrientation.Horizontal,
            LegendTextColor = ChartColours.Text,
        });
        return plot;
    }

    /// <summary>Months or names along the bottom; of many only some are labelled.</summary>
    public static CategoryAxis Categories(string title, IReadOnlyList<string> labels)
    {
        var axis = Styled(new CategoryAxis
        {
            Key = Along,
            Position = AxisPosition.Bottom,
            Title = title,
            GapWidth = 0.25,
            MajorStep = Math.Max(1, Math.Ceiling(labels.Count / (double)MostLabels)),
            Angle = labels.Count > LevelLabels ? -60 : 0,
        });
        axis.Labels.AddRange(labels);
        axis.MajorGridlineStyle = LineStyle.None;
        return axis;
    }

    public static CategoryAxis Months(string title, IEnumerable<LocalDate> months) =>
        Categories(title, [.. months.Select(NameOf)]);

    /// <summary>The same in all languages.</summary>
    public static string NameOf(LocalDate month) => month.ToString("uuuu-MM", CultureInfo.InvariantCulture);

    /// <param name="sentence">With {0}, {1} … for the values.</param>
    public static string Say(PageText sentence, string language, params object?[] values) => string.Format(CultureInfo.InvariantCulture, sentence.In(language), values);

    /// <summary>From 0 upwards.</summary>
    /// <param name="title">With its unit.</param>
    /// <param name="key"><see cref="Left"/> or <see cref="Right"/>.</param>
    /// <param name="format">Such as <c>0 %</c>, which shows a share in percent.</param>
    /// <param name="most">Where the scale ends; absent: where the values do.</param>
    /// <param name="leastStep">Between two numbers of the scale: 1 where there is nothing in between.</param>
    public static LinearAxis Values(string title, string key = Left, string format = "#,##0.##", double most = double.NaN, double leastStep = 0) => Styled(new LinearAxis
    {
        Key = key,
        Position = key == Left ? AxisPosition.Left : AxisPosition.Right,
        Title = title,
        Minimum = 0,
        Maximum = most,
        MinimumMajorStep = leastStep,
        MaximumPadding = 0.05,
        StringFormat = format,
        MajorGridlineStyle = key == Left ? LineStyle.Solid : LineStyle.None,
    });

    /// <summary>One colour of standing bars, stacked on those added before.</summary>
    public static BarSeries Bars(string name, OxyColor colour, IEnumerable<double> values)
    {
        var bars = new BarSeries { Title = name, FillColor = colour, StrokeThickness = 0, IsStacked = true, XAxisKey = Left, YAxisKey = Along };
        bars.Items.AddRange(values.Select((value, place) => new BarItem(value, place)));
        return bars;
    }

    /// <param name="values">One for each category; null: none, the line has a gap.</param>
    public static LineSeries Line(string name, OxyColor colour, IEnumerable<double?> values, string scale = Left)
    {
        var line = new LineSeries
        {
            Title = name,
            Color = colour,
            StrokeThickness = 2,
            MarkerType = MarkerType.Circle,
            MarkerSize = 3.5,
            MarkerFill = colour,
            XAxisKey = Along,
            YAxisKey = scale,
        };
        line.Points.AddRange(values.Select((value, place) => new DataPoint(place, value ?? double.NaN)));
        return line;
    }

    public static TAxis Styled<TAxis>(TAxis axis)
        where TAxis : Axis
    {
        axis.TicklineColor = ChartColours.Text;
        axis.MinorTickSize = 0;
        axis.MajorGridlineColor = ChartColours.Grid;
        axis.IsZoomEnabled = axis.IsPanEnabled = false;
        axis.AxisTitleDistance = 10;
        return axis;
    }
}
