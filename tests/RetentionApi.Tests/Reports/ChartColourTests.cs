using OxyPlot;
using RetentionApi.Reports.Charts;

namespace RetentionApi.Tests.Reports;

public sealed class ChartColourTests
{
    private static readonly OxyColor Light = OxyColors.White, Dark = OxyColor.FromRgb(0x11, 0x11, 0x11);

    [Fact]
    public void What_is_drawn_is_seen_on_light_and_on_dark() =>
        ChartColours.Series.Concat(Enumerable.Range(0, 11).Select(tenth => ChartColours.OfShare(tenth / 10.0)))
            .Where(colour => Contrast(colour, Light) < 3 || Contrast(colour, Dark) < 3).Should().BeEmpty();

    [Fact]
    public void White_words_can_be_read_in_the_cells_of_a_heat_map() =>
        Enumerable.Range(0, 11).Select(tenth => Contrast(ChartColours.OfShare(tenth / 10.0), OxyColors.White)).Should().OnlyContain(contrast => contrast >= 3);

    /// <summary>WCAG 2.2, "contrast ratio".</summary>
    private static double Contrast(OxyColor one, OxyColor other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(OxyColor colour) => (0.2126 * Linear(colour.R)) + (0.7152 * Linear(colour.G)) + (0.0722 * Linear(colour.B));

    private static double Linear(byte channel) => channel / 255.0 is var c && c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
}
