using System.Globalization;
using System.Text;
using System.Xml.Linq;
using OxyPlot;

namespace RetentionApi.Reports.Charts;

/// <summary>Writes a picture as SVG: without a ground, scalable, and with words for who cannot see it.</summary>
internal static class ChartPicture
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static byte[] Draw(ReportPicture picture)
    {
        var exporter = new SvgExporter { Width = ChartStyle.Width, Height = ChartStyle.Height, IsDocument = false, UseVerticalTextAlignmentWorkaround = true, TextMeasurer = new TextMeasure() };
        using var drawn = new MemoryStream();
        exporter.Export(picture.Plot, drawn);
        drawn.Position = 0;
        var svg = XElement.Load(drawn);
        svg.SetAttributeValue("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {ChartStyle.Width} {ChartStyle.Height}"));
        svg.SetAttributeValue("role", "img");
        svg.AddFirst(new XElement(Svg + "title", picture.Plot.Title), new XElement(Svg + "desc", picture.Description));
        return Encoding.UTF8.GetBytes(svg.ToString(SaveOptions.DisableFormatting));
    }

    /// <summary>
    /// How wide words will be, without any font at hand: as in common sans-serif fonts, where a Chinese character is as wide as it is high. The library's own measure knows Latin letters alone
    /// and takes all others for nothing.
    /// </summary>
    private sealed class TextMeasure() : PdfRenderContext(1, 1, OxyColors.Undefined)
    {
        private const char FirstOfEastAsia = '\u2E80';

        private const double Narrow = 0.56, LineHeight = 1.25;

        public override OxySize MeasureText(string text, string fontFamily, double fontSize, double fontWeight)
        {
            var lines = (text ?? "").Split('\n');
            return new OxySize(fontSize * lines.Max(line => line.Sum(letter => letter >= FirstOfEastAsia ? 1 : Narrow)), fontSize * LineHeight * lines.Length);
        }
    }
}
