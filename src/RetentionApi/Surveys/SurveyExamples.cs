using NodaTime;
using RetentionApi.Domain.Surveys;
using RetentionApi.Merchants;
using RetentionApi.Platform.Paging;

namespace RetentionApi.Surveys;

/// <summary>What the description shows of surveys.</summary>
internal static class SurveyExamples
{
    private static readonly Guid Id = new("019cab3c-7c00-7a51-b1a4-2f6d1c3e5b01"), Response = new("019cab3c-7c00-7a51-b1a4-2f6d1c3e5b02");

    public static readonly object Create = new { kind = "nps", name = "Spring 2026", questions = new Dictionary<string, string> { ["zh-CN"] = "您会向朋友推荐我们的茶吗？", ["en"] = "Would you recommend our tea to a friend?" } };

    public static readonly object Send = new { customerIds = new[] { ExampleShop.Customer } };

    public static readonly SurveyView Survey = new(
        Id, SurveyKind.Nps, "Spring 2026", new Dictionary<string, string> { ["zh-CN"] = "您会向朋友推荐我们的茶吗？", ["en"] = "Would you recommend our tea to a friend?" }, ExampleShop.FirstContact);

    public static readonly Page<SurveyView> List = new([Survey], null);

    public static readonly SurveySendingView Sent = new(Id, 1, ExampleShop.CheckDue);

    public static readonly Page<SurveyResponseView> Responses = new(
        [new SurveyResponseView(Response, Id, ExampleShop.Customer, ExampleShop.CustomerName, null, SurveyKind.Nps, 9, null, "茶很香，送得也快。", ExampleShop.CheckDue, ExampleShop.Answered)], null);

    public static readonly SurveySummaryView Summary = new(
        Id, SurveyKind.Nps, new SurveyScoreView(null, 120, 48, 37.5, null), [new SurveyScoreView(new LocalDate(2026, 3, 1), 120, 48, 37.5, null)]);
}
