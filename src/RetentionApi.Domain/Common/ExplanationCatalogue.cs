using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;
using RetentionApi.Domain.Cooperation;
using RetentionApi.Domain.Defections;
using RetentionApi.Domain.FollowUps.Guides;
using RetentionApi.Domain.FollowUps.Playbooks;
using RetentionApi.Domain.Relationships;
using RetentionApi.Domain.Risk;

namespace RetentionApi.Domain.Common;

/// <summary>The one catalogue of what every explanation reads like, in zh-CN and en. Each capability adds its own table to <see cref="Texts"/>.</summary>
public static partial class ExplanationCatalogue
{
    internal static readonly IReadOnlyList<ExplanationText> Texts =
    [
        .. RelationshipTexts.All, .. TrustTexts.All, .. MutualTrustTexts.All, .. RecognitionTexts.All, .. EvidenceTexts.All, .. RiskTexts.All, .. ValueTexts.All, .. PlaybookTexts.All,
        .. DefectionTexts.All,
    ];

    private static readonly Dictionary<string, ExplanationText> ByCode = Texts.ToDictionary(t => t.Code);

    private static readonly LocalDatePattern EnglishDate = LocalDatePattern.CreateWithInvariantCulture("d MMMM uuuu");
    private static readonly LocalDatePattern ChineseDate = LocalDatePattern.CreateWithInvariantCulture("uuuu年M月d日");
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public static IReadOnlyCollection<string> Codes => ByCode.Keys;

    /// <summary>Renders an explanation, fresh or read back from JSON, for a reader.</summary>
    /// <param name="language">BCP 47; whatever is not Chinese reads English.</param>
    /// <param name="zone">The merchant's: dates are shown in it.</param>
    /// <exception cref="KeyNotFoundException">There is no such code, or a parameter that its text needs is missing.</exception>
    public static string Render(Explanation explanation, string language, DateTimeZone zone)
    {
        var isChinese = IsChinese(language);
        var text = ByCode[explanation.Code];
        return Placeholder().Replace(isChinese ? text.Chinese : text.English, match => Format(explanation.Params[match.Groups["name"].Value], match.Groups["format"].Value, isChinese, zone));
    }

    [GeneratedRegex(@"\{(?<name>\w+)(:(?<format>\w+))?\}")]
    internal static partial Regex Placeholder();

    private static bool IsChinese(string language) => language.StartsWith("zh", StringComparison.OrdinalIgnoreCase);

    private static string Format(object value, string format, bool isChinese, DateTimeZone zone) => format switch
    {
        "date" => Date(LocalOf(value, zone).Date, isChinese),
        "time" => $"{Date(LocalOf(value, zone).Date, isChinese)}{(isChinese ? " " : ", ")}{Clock.Format(LocalOf(value, zone).TimeOfDay)}",
        "days" when isChinese => $"{Plain(value)} 天",
        "days" => Plain(value) == "1" ? "1 day" : $"{Plain(value)} days",
        "word" => Words.Of(Plain(value), isChinese),
        _ => Plain(value),
    };

    private static string Date(LocalDate date, bool isChinese) => (isChinese ? ChineseDate : EnglishDate).Format(date);

    private static LocalDateTime LocalOf(object value, DateTimeZone zone) => value switch
    {
        Instant at => at.InZone(zone).LocalDateTime,
        LocalDate date => date.AtMidnight(),
        _ when InstantPattern.ExtendedIso.Parse(Plain(value)) is { Success: true } at => at.Value.InZone(zone).LocalDateTime,
        _ => LocalDatePattern.Iso.Parse(Plain(value)).GetValueOrThrow().AtMidnight(),
    };

    private static string Plain(object value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
