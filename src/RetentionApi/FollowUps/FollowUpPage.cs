using System.Xml.Linq;
using MediatR;
using RetentionApi.CustomerPages;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Surveys;
using static RetentionApi.CustomerPages.PageElements;

namespace RetentionApi.FollowUps;

/// <summary>Where a customer answers a check, one rating for each thing they bought, or a visit or warranty message, in their own words.</summary>
internal sealed class FollowUpPage(IMediator mediator) : ICustomerPage
{
    private const int LongestText = 2000;

    /// <summary>Of a warranty message, besides the words.</summary>
    private const string State = "state", Well = "well", Wrong = "wrong";

    private static readonly SurveyScale Scale = new(1, 5);

    public async Task<CustomerPage> ShowAsync(OpenLink link, string language, CancellationToken cancellationToken)
    {
        var form = await mediator.Send(new GetFollowUpForm.Query(link.SubjectId), cancellationToken);
        return link.IsUsed || !form.IsOk || form.Value.IsAnswered ? PageAnswers.Answered(language, link) : Page(form.Value, link, language, null, null);
    }

    public async Task<CustomerPage> SubmitAsync(OpenLink link, string language, IFormCollection form, CancellationToken cancellationToken)
    {
        var asked = await mediator.Send(new GetFollowUpForm.Query(link.SubjectId), cancellationToken);
        if (!asked.IsOk)
            return PageAnswers.Answered(language, link);
        LineAnswer[] answers = [.. asked.Value.Lines.Select(line => AnswerOf(line.OrderLineId, form)).OfType<LineAnswer>()];
        var words = form.Words("text");
        if ((asked.Value.Kind is FollowUpKind.Warranty ? ProblemOfWarranty(form.Words(State), words) : ProblemOf(asked.Value, answers, words)) is { } problem)
            return Page(asked.Value, link, language, form, problem);
        var command = new AnswerFollowUp.Command(link.Id, link.SubjectId, answers, words.Length == 0 ? null : words, IsComplaint: asked.Value.Kind is FollowUpKind.Warranty && form.Words(State) == Wrong);
        var answered = await mediator.Send(command, cancellationToken);
        return answered.IsOk ? PageAnswers.Thanks(language, link) : PageAnswers.Answered(language, link);
    }

    private static PageText? ProblemOf(FollowUpFormView asked, LineAnswer[] answers, string words) =>
        words.Length > LongestText || answers.Any(a => a.Text?.Length > LongestText) ? PageTexts.TooLong
        : asked.Lines.Count > 0 && answers.Length == 0 ? FollowUpPageTexts.NothingRated
        : asked.Lines.Count == 0 && words.Length == 0 ? FollowUpPageTexts.NothingSaid
        : null;

    /// <summary>That all is well needs no words; what is wrong does, for somebody sees to it.</summary>
    private static PageText? ProblemOfWarranty(string state, string words) =>
        words.Length > LongestText ? PageTexts.TooLong
        : state is not (Well or Wrong) ? FollowUpPageTexts.NothingChosen
        : state is Wrong && words.Length == 0 ? FollowUpPageTexts.WrongHow
        : null;

    private static LineAnswer? AnswerOf(Guid lineId, IFormCollection form) =>
        form.Number(RatingOf(lineId)) is { } rating && Scale.Holds(rating) ? new LineAnswer(lineId, rating, form.WordsOrNull(TextOf(lineId))) : null;

    private static CustomerPage Page(FollowUpFormView asked, OpenLink link, string language, IFormCollection? sent, PageText? problem)
    {
        var (title, introduction) = FollowUpPageTexts.Of(asked.Kind);
        return new CustomerPage(
            language,
            title.In(language),
            [
                problem is null ? null : Alert(problem.In(language)),
                Paragraph(introduction.In(language)),
                Form(
                    asked.Lines.Select(line => LineOf(line, language, sent)),
                    asked.Kind is FollowUpKind.Warranty ? StateOf(language, sent) : null,
                    TextArea("text", (asked.Lines.Count > 0 || asked.Kind is FollowUpKind.Warranty ? PageTexts.InYourWords : PageTexts.YourAnswer).In(language), LongestText, sent?.Words("text")),
                    Button(PageTexts.Send.In(language))),
                PageAnswers.Sender(link),
            ],
            problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static XElement LineOf(FollowUpLineView line, string language, IFormCollection? sent) => Group(
        line.ProductName ?? line.Sku,
        Choices(RatingOf(line.OrderLineId), Scale.Steps.Select(step => new Choice($"{step}", LabelOf(step, language))), sent?.Words(RatingOf(line.OrderLineId))),
        TextArea(TextOf(line.OrderLineId), FollowUpPageTexts.AboutThis.In(language), LongestText, sent?.Words(TextOf(line.OrderLineId))));

    private static XElement StateOf(string language, IFormCollection? sent) => Group(
        FollowUpPageTexts.HowIsIt.In(language),
        Choices(State, [new Choice(Well, FollowUpPageTexts.AllWell.In(language)), new Choice(Wrong, FollowUpPageTexts.IsWrong.In(language))], sent?.Words(State), isBlock: true));

    private static string LabelOf(int step, string language) =>
        step == Scale.Worst ? $"{step} ({FollowUpPageTexts.Worst.In(language)})" : step == Scale.Best ? $"{step} ({FollowUpPageTexts.Best.In(language)})" : $"{step}";

    private static string RatingOf(Guid lineId) => $"rating-{lineId:N}";

    private static string TextOf(Guid lineId) => $"text-{lineId:N}";
}
