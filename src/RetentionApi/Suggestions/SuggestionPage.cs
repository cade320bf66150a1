using MediatR;
using RetentionApi.CustomerPages;
using RetentionApi.Domain.Suggestions;
using static RetentionApi.CustomerPages.PageElements;

namespace RetentionApi.Suggestions;

/// <summary>Where a customer makes a suggestion, after a look at what others ask for; from then on the same link shows what becomes of it.</summary>
internal sealed class SuggestionPage(IMediator mediator) : ICustomerPage
{
    private const string Text = "text", SameAs = "sameAs", IsNew = "new";

    public async Task<CustomerPage> ShowAsync(OpenLink link, string language, CancellationToken cancellationToken) =>
        link.IsUsed ? await NewsAsync(link, language, cancellationToken) : Ask(link, language, null, null);

    public async Task<CustomerPage> SubmitAsync(OpenLink link, string language, IFormCollection form, CancellationToken cancellationToken)
    {
        var text = form.Words(Text);
        if (link.IsUsed)
            return await NewsAsync(link, language, cancellationToken);
        if (Suggestion.ProblemOf(text) is not null)
            return Ask(link, language, text, SuggestionTexts.TextMissing);
        var chosen = form.WordsOrNull(SameAs);
        if (chosen is null && (await mediator.Send(new FindSimilarSuggestions.Query(text), cancellationToken)).Value.Items is { Count: > 0 } similar)
            return Choose(link, language, text, similar);
        var same = Guid.TryParse(chosen, out var id) ? id : (Guid?)null;
        _ = await mediator.Send(new SubmitSuggestion.Command(link.Id, link.SubjectId, link.CustomerId, text, same), cancellationToken); // a second one at once finds the link used
        return await NewsAsync(link, language, cancellationToken, SuggestionTexts.Kept);
    }

    private async Task<CustomerPage> NewsAsync(OpenLink link, string language, CancellationToken cancellationToken, PageText? thanks = null)
    {
        var news = await mediator.Send(new GetSuggestionNews.Query(link.Purpose, link.Id, link.SubjectId, link.CustomerId), cancellationToken);
        return news.IsOk ? SuggestionNews.PageOf(news.Value, link, language, thanks) : PageAnswers.Answered(language, link);
    }

    private static CustomerPage Ask(OpenLink link, string language, string? sent, PageText? problem) => new(
        language,
        SuggestionTexts.AskTitle.In(language),
        [
            problem is null ? null : Alert(problem.In(language)),
            Paragraph(SuggestionTexts.Ask.In(language)),
            Form(TextArea(Text, SuggestionTexts.YourSuggestion.In(language), Suggestion.LongestText, sent), Button(SuggestionTexts.Continue.In(language))),
            PageAnswers.Sender(link),
        ],
        problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    private static CustomerPage Choose(OpenLink link, string language, string text, IReadOnlyList<SimilarSuggestionView> similar) => new(
        language,
        SuggestionTexts.SimilarTitle.In(language),
        [
            Paragraph(SuggestionTexts.Similar.In(language)),
            Form(
                Group(
                    SuggestionTexts.WhichOne.In(language),
                    Choices(SameAs, [.. similar.Select(s => new Choice($"{s.Id}", s.Text)), new Choice(IsNew, SuggestionTexts.MineIsNew.In(language))], IsNew, isBlock: true)),
                TextArea(Text, SuggestionTexts.YourSuggestion.In(language), Suggestion.LongestText, text),
                Button(PageTexts.Send.In(language))),
            PageAnswers.Sender(link),
        ]);
}
