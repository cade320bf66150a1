using MediatR;
using RetentionApi.CustomerPages;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Defections;
using static RetentionApi.CustomerPages.PageElements;

namespace RetentionApi.Defections;

/// <summary>Where a customer who left says why: one of the causes, and words if they like.</summary>
internal sealed class DefectionPage(IMediator mediator) : ICustomerPage
{
    private const string Cause = "cause", Text = "text";

    private static readonly DefectionCause[] Causes = [.. Enum.GetValues<DefectionCause>().Where(c => c is not DefectionCause.Unknown)];

    public Task<CustomerPage> ShowAsync(OpenLink link, string language, CancellationToken cancellationToken) =>
        Task.FromResult(link.IsUsed ? PageAnswers.Answered(language, link) : Page(link, language, null, null));

    public async Task<CustomerPage> SubmitAsync(OpenLink link, string language, IFormCollection form, CancellationToken cancellationToken)
    {
        var (chosen, words) = (form.Words(Cause), form.WordsOrNull(Text));
        DefectionCause? cause = Causes.Where(c => Explanation.NameOf(c) == chosen).Cast<DefectionCause?>().SingleOrDefault();
        if (words?.Length > DefectionRules.LongestText)
            return Page(link, language, form, PageTexts.TooLong);
        if (cause is null && words is null)
            return Page(link, language, form, DefectionPageTexts.NothingSaid);
        var kept = await mediator.Send(new TellCause.Command(link.Id, link.SubjectId, cause, words), cancellationToken);
        return kept.IsOk ? PageAnswers.Thanks(language, link) : PageAnswers.Answered(language, link);
    }

    private static CustomerPage Page(OpenLink link, string language, IFormCollection? sent, PageText? problem) => new(
        language,
        DefectionPageTexts.Title.In(language),
        [
            problem is null ? null : Alert(problem.In(language)),
            Paragraph(DefectionPageTexts.Introduction.In(language)),
            Form(
                Group(DefectionPageTexts.Question.In(language),
                    Choices(Cause, Causes.Select(c => new Choice(Explanation.NameOf(c), DefectionPageTexts.LabelOf(c).In(language))), sent?.Words(Cause), isBlock: true)),
                TextArea(Text, PageTexts.InYourWords.In(language), DefectionRules.LongestText, sent?.Words(Text)),
                Button(PageTexts.Send.In(language))),
            PageAnswers.Sender(link),
        ],
        problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
}
