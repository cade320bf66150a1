using OxyPlot;

namespace RetentionApi.Reports.Charts;

/// <summary>
/// Colours that are read on white and on near-black (#111) alike, at a contrast of 3 : 1 or more to either, because a picture has no ground of its own. The hues are those of Okabe &amp; Ito
/// (2008), which colour-blind readers tell apart; where one was too light or too dark for this it was darkened or replaced.
/// </summary>
internal static class ChartColours
{
    public static readonly OxyColor
        Text = OxyColor.FromRgb(0x76, 0x76, 0x76),
        Blue = OxyColor.FromRgb(0x00, 0x72, 0xB2),
        Green = OxyColor.FromRgb(0x00, 0x96, 0x6C),
        Vermilion = OxyColor.FromRgb(0xD5, 0x5E, 0x00),
        Purple = OxyColor.FromRgb(0xC0, 0x6A, 0x9B),
        Brown = OxyColor.FromRgb(0xA6, 0x76, 0x1D);

    /// <summary>Divides, and says nothing: it may be faint.</summary>
    public static readonly OxyColor Grid = OxyColor.FromAColor(0x40, Text);

    /// <summary>One for each series, in this order.</summary>
    public static readonly IReadOnlyList<OxyColor> Series = [Blue, Vermilion, Green, Purple, Brown, Text];

    private static readonly OxyColor Least = OxyColor.FromRgb(0x7F, 0x8C, 0x9A), Most = OxyColor.FromRgb(0x12, 0x64, 0xAD);

    /// <summary>For a share from 0 to 1: from grey to blue, and white words can be read on all of it.</summary>
    public static OxyColor OfShare(double share) => OxyColor.Interpolate(Least, Most, Math.Clamp(share, 0, 1));
}
