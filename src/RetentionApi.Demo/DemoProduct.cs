namespace RetentionApi.Demo;

/// <param name="Name">Chinese.</param>
/// <param name="Popularity">How often it is chosen, beside the others'.</param>
/// <param name="DefectRate">The truth, never told: the share of what is sold that is faulty, the bad batch apart.</param>
public sealed record DemoProduct(string Sku, string Name, string EnglishName, string Category, decimal Price, int Popularity, double DefectRate)
{
    public bool IsReturnable { get; init; } = true;

    /// <summary>By language: what a buyer must know.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();

    public int? UseUpDays { get; init; }

    public int? WarrantyDays { get; init; }

    /// <summary>What the shop says of it.</summary>
    public IReadOnlyList<string> Claims { get; init; } = [];

    /// <summary>What takes its time to be judged is asked after later than other things.</summary>
    public int? FirstCheckDays { get; init; }
}

/// <summary>What the shop sells.</summary>
internal static class Catalogue
{
    /// <summary>Of this product one batch is bad.</summary>
    public static readonly DemoProduct Teapot = new("POT-ZS", "宜兴紫砂壶 200 毫升", "Yixing clay teapot, 200 ml", "茶具", 468, 8, 0.02)
    {
        WarrantyDays = 180,
        Claims = ["全手工制作 · Entirely handmade"],
        Facts = Told("首次使用前请用茶汤煮沸开壶，请勿使用洗洁精。", "Boil it in tea before the first use; never use detergent."),
    };

    public static readonly IReadOnlyList<DemoProduct> Products =
    [
        Tea("TEA-LJ", "明前西湖龙井 250 克", "West Lake Longjing, 250 g", 298, 10, 0.01, 60,
            "80 °C 水冲泡，开封后冷藏。", "Brew at 80 °C; keep cool once opened."),
        Tea("TEA-TGY", "安溪铁观音 250 克", "Anxi Tieguanyin, 250 g", 168, 9, 0.02, 60),
        Tea("TEA-DHP", "武夷大红袍 125 克", "Wuyi Da Hong Pao, 125 g", 238, 5, 0.02, 45),
        Tea("TEA-PE", "勐海普洱熟茶饼 357 克", "Menghai ripe Pu'er cake, 357 g", 188, 7, 0.03, 120,
            "首泡洗茶，存放避光通风。", "Rinse the first brew; store airy and dark.") with
        {
            FirstCheckDays = 14,
        },
        Tea("TEA-ZS", "正山小种 200 克", "Lapsang Souchong, 200 g", 158, 6, 0.01, 60),
        Tea("TEA-BH", "福鼎白毫银针 100 克", "Fuding Silver Needle, 100 g", 328, 3, 0.02, 45),
        Tea("TEA-ML", "横县茉莉花茶 250 克", "Hengxian jasmine tea, 250 g", 88, 8, 0.04, 50),
        new("KETTLE-E", "恒温电热水壶 1.0 升", "Electric kettle with thermostat, 1.0 l", "水壶", 399, 5, 0.05) { WarrantyDays = 365, Claims = ["三分钟烧开 · Boils in three minutes"] },
        new("KETTLE-I", "手工铸铁壶 1.2 升", "Cast-iron kettle, 1.2 l", "水壶", 688, 2, 0.03)
        {
            WarrantyDays = 730, Facts = Told("使用后请擦干，避免生锈。", "Dry it after use, or it rusts."),
        },
        Teapot,
        new("CUP-JD", "景德镇品茗杯（六只）", "Jingdezhen cups, set of six", "茶具", 228, 5, 0.04),
        new("TRAY-B", "竹制茶盘", "Bamboo tea tray", "茶具", 199, 3, 0.06),
        new("GAIWAN-K", "刻字盖碗", "Gaiwan with engraving", "礼品", 268, 3, 0.02)
        {
            IsReturnable = false, Facts = Told("刻字后不退不换，请核对文字。", "Engraved to order and not returnable: check the wording."),
        },
        new("FILTER", "水壶滤芯（三支）", "Kettle filters, three", "水壶", 79, 4, 0.01) { UseUpDays = 90 },
    ];

    private static readonly DemoProduct[] ByPopularity = [.. Products.SelectMany(p => Enumerable.Repeat(p, p.Popularity))];

    public static DemoProduct Choose(ref Dice dice) => dice.Pick(ByPopularity);

    private static DemoProduct Tea(
        string sku, string name, string englishName, decimal price, int popularity, double defectRate, int useUpDays, string? fact = null, string? englishFact = null) =>
        new(sku, name, englishName, "茶叶", price, popularity, defectRate)
        {
            UseUpDays = useUpDays,
            Facts = fact is null ? new Dictionary<string, string>() : Told(fact, englishFact!),
        };

    private static Dictionary<string, string> Told(string chinese, string english) => new() { ["zh-CN"] = chinese, ["en"] = english };
}
