using System.Xml.Linq;
using MediatR;
using RetentionApi.CustomerPages;
using static RetentionApi.CustomerPages.PageElements;

namespace RetentionApi.Suggestions;

/// <summary>Where whoever asked sees what became of it. There is nothing to send.</summary>
internal sealed class SuggestionNews(IMediator mediator) : ICustomerPage
{
    public async Task<CustomerPage> ShowAsync(OpenLink link, string language, CancellationToken cancellationToken)
    {
        var news = await mediator.Send(new GetSuggestionNews.Query(link.Purpose, link.Id, link.SubjectId, link.CustomerId), cancellationToken);
        return news.IsOk ? PageOf(news.Value, link, language, null) : PageAnswers.Answered(language, link);
    }

    public Task<CustomerPage> SubmitAsync(OpenLink link, string language, IFormCollection form, CancellationToken cancellationToken) => ShowAsync(link, language, cancellationToken);

    /// <param name="thanks">Said first, to who has just sent it.</param>
    public static CustomerPage PageOf(SuggestionView news, OpenLink link, string language, PageText? thanks) => new(
        language,
        SuggestionTexts.NewsTitle.In(language),
        [
            thanks is null ? null : Paragraph(thanks.In(language)),
            .. Asked(news.Text, language),
            Paragraph(SuggestionTexts.Voices(news.Voices, language)),
            new XElement("h2", SuggestionTexts.HowItStands.In(language)),
            Paragraph(SuggestionTexts.Of(news.Status, language)),
            news.PlannedOn is { } on ? Paragraph(SuggestionTexts.PlannedOn(on, language)) : null,
            .. Said(news, link, language),
            PageAnswers.Sender(link),
        ]);

    private static IEnumerable<XElement> Asked(string text, string language) =>
        text.Length == 0 ? [] : [new XElement("h2", SuggestionTexts.WhatYouSaid.In(language)), new XElement("blockquote", text)];

    private static IEnumerable<XElement> Said(SuggestionView news, OpenLink link, string language)
    {
        var said = (news.Changes ?? []).Where(change => change.Text is not null).ToArray();
        if (said.Length == 0)
            yield break;
        yield return new XElement("h2", SuggestionTexts.WhatWeSaid.In(language));
        yield return List(said.Select(change => $"{change.At.InZone(link.Zone).Date:uuuu-MM-dd}: {change.Text}"));
    }
}
