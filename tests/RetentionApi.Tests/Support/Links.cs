using System.Net;
using NodaTime;

namespace RetentionApi.Tests.Support;

/// <summary>Customers who have a link in a message.</summary>
internal static class Links
{
    /// <summary>Of a buyer who was asked how it is, a week after the delivery; or, after half a year, whether all is well.</summary>
    public static async Task<string> OfDutyAsync(TestService service, Shop shop, string page, string? language)
    {
        var customer = await shop.DeliverAsync("o-1");
        await SpeaksAsync(shop, customer, language);
        await shop.AllowAsync(customer);
        foreach (var days in page == "check" ? [7] : new[] { 7, 30, 150 })
        {
            await shop.PassAsync(Duration.FromDays(days));
            await shop.RunAsync("due-follow-ups");
            await shop.DispatchAsync();
        }

        return Browser.LinkIn(await shop.MessageAsync(customer, page == "check" ? "qualityCheck" : "regularVisit"));
    }

    public static async Task<string> OfSurveyAsync(Shop shop, string kind, string? language)
    {
        var customer = await shop.ReportAsync("c-1", new() { ["email"] = "one@example.com" });
        await SpeaksAsync(shop, customer, language);
        return (await AskAsync(shop, kind, customer)).Link;
    }

    public static async Task<(string SurveyId, string Link)> AskAsync(Shop shop, string kind, Guid customer)
    {
        await shop.AllowAsync(customer);
        var survey = await shop.Client.PostAsync("/v1/surveys", new { kind, name = "Spring" }).JsonAsync(HttpStatusCode.Created);
        await shop.Client.PostAsync($"/v1/surveys/{survey.Text("id")}/send", new { customerIds = new[] { customer } }).JsonAsync();
        await shop.RunAsync("due-notices");
        return (survey.Text("id"), Browser.LinkIn((await shop.MessagesAsync(customer)).First(m => m.Text("template") == "survey")));
    }

    private static Task<List<object?[]>> SpeaksAsync(Shop shop, Guid customer, string? language) =>
        shop.QueryAsync($"UPDATE customers SET language = {(language is null ? "NULL" : $"'{language}'")} WHERE merchant_id = '{shop.Merchant.Id}' AND id = '{customer}'");
}
