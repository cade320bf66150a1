using RetentionApi.CustomerPages;
using RetentionApi.Domain.Merchants;
using RetentionApi.Domain.Surveys;
using RetentionApi.Messaging;

namespace RetentionApi.Surveys;

/// <summary>What surveys ask, and what the ends of their scales are called.</summary>
internal static class SurveyTexts
{
    public static readonly PageText NothingChosen = new("Please choose an answer.", "请选择一个回答。");

    private static readonly Dictionary<SurveyKind, PageText> Questions = new()
    {
        [SurveyKind.Csat] = new("How satisfied are you with us?", "您对我们满意吗？"),
        [SurveyKind.Nps] = new("How likely are you to recommend us to a friend?", "您有多大可能向朋友推荐我们？"),
        [SurveyKind.Ces] = new("How easy was it to get what you wanted?", "您想办的事办得顺利吗？"),
        [SurveyKind.FiveValues] = new("How do we do on each of these?", "您觉得我们以下各方面做得怎么样？"),
    };

    private static readonly Dictionary<SurveyKind, (PageText Worst, PageText Best)> Ends = new()
    {
        [SurveyKind.Csat] = (new("very dissatisfied", "很不满意"), new("very satisfied", "非常满意")),
        [SurveyKind.Nps] = (new("not at all likely", "完全不可能"), new("extremely likely", "非常可能")),
        [SurveyKind.Ces] = (new("very hard", "非常费力"), new("very easy", "非常顺利")),
        [SurveyKind.FiveValues] = (new("very poor", "很差"), new("very good", "很好")),
    };

    private static readonly Dictionary<CustomerValue, PageText> Values = new()
    {
        [CustomerValue.Price] = new("Price for what you got", "价格与所得"),
        [CustomerValue.Convenience] = new("Convenience", "便利"),
        [CustomerValue.Quality] = new("Quality", "质量"),
        [CustomerValue.Relationship] = new("How we treat you", "我们对您的态度"),
        [CustomerValue.Environment] = new("Care for the environment", "对环境的爱护"),
    };

    /// <summary>In both languages: the merchant's wording where there is one.</summary>
    public static Dictionary<string, string> QuestionsOf(SurveyView survey) => new[] { BuiltInTemplates.Chinese, BuiltInTemplates.English }
        .ToDictionary(language => language, language => QuestionOf(survey, language));

    public static string QuestionOf(SurveyView survey, string language) => MessageTexts.InLanguage(survey.Questions, language) ?? Questions[survey.Kind].In(language);

    public static string NameOf(CustomerValue value, string language) => Values[value].In(language);

    /// <summary>The number, and at both ends what it means.</summary>
    public static string LabelOf(SurveyKind kind, int step, string language)
    {
        var (scale, (worst, best)) = (SurveyScale.Of(kind), Ends[kind]);
        return step == scale.Worst ? $"{step} ({worst.In(language)})" : step == scale.Best ? $"{step} ({best.In(language)})" : $"{step}";
    }
}
