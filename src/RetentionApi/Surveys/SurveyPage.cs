using MediatR;
using RetentionApi.CustomerPages;
using RetentionApi.Domain.Merchants;
using RetentionApi.Domain.Surveys;
using static RetentionApi.CustomerPages.PageElements;

namespace RetentionApi.Surveys;

/// <summary>Where a customer answers a survey.</summary>
internal sealed class SurveyPage(IMediator mediator) : ICustomerPage
{
    private const string Score = "score", Text = "text";

    public async Task<CustomerPage> ShowAsync(OpenLink link, string language, CancellationToken cancellationToken)
    {
        var survey = await mediator.Send(new GetSurveyForm.Query(link.SubjectId), cancellationToken);
        return link.IsUsed || !survey.IsOk ? PageAnswers.Answered(language, link) : Page(survey.Value, link, language, null, null);
    }

    public async Task<CustomerPage> SubmitAsync(OpenLink link, string language, IFormCollection form, CancellationToken cancellationToken)
    {
        var survey = await mediator.Send(new GetSurveyForm.Query(link.SubjectId), cancellationToken);
        if (!survey.IsOk)
            return PageAnswers.Answered(language, link);
        var answer = AnswerOf(survey.Value.Kind, form);
        if (answer.ProblemFor(survey.Value.Kind) is { } problem)
            return Page(survey.Value, link, language, form, problem == SurveyErrors.TextTooLong ? PageTexts.TooLong : SurveyTexts.NothingChosen);
        var kept = await mediator.Send(new AnswerSurvey.Command(link.Id, link.SubjectId, answer), cancellationToken);
        return kept.IsOk ? PageAnswers.Thanks(language, link) : PageAnswers.Answered(language, link);
    }

    private static SurveyAnswer AnswerOf(SurveyKind kind, IFormCollection form) => kind is SurveyKind.FiveValues
        ? SurveyAnswer.OfValues(
            Enum.GetValues<CustomerValue>().Where(v => form.Number(FieldOf(v)) is not null).ToDictionary(v => v, v => form.Number(FieldOf(v))!.Value), form.Words(Text))
        : SurveyAnswer.Of(form.Number(Score), form.Words(Text));

    private static CustomerPage Page(SurveyView survey, OpenLink link, string language, IFormCollection? sent, PageText? problem) => new(
        language,
        SurveyTexts.QuestionOf(survey, language),
        [
            problem is null ? null : Alert(problem.In(language)),
            Form(
                Scales(survey, language).Select(scale => Group(scale.Legend, Choices(scale.Field, ChoicesOf(survey.Kind, language), sent?.Words(scale.Field)))),
                TextArea(Text, PageTexts.InYourWords.In(language), SurveyAnswer.LongestText, sent?.Words(Text)),
                Button(PageTexts.Send.In(language))),
            PageAnswers.Sender(link),
        ],
        problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    private static IEnumerable<(string Field, string Legend)> Scales(SurveyView survey, string language) => survey.Kind is SurveyKind.FiveValues
        ? Enum.GetValues<CustomerValue>().Select(value => (FieldOf(value), SurveyTexts.NameOf(value, language)))
        : [(Score, PageTexts.YourAnswer.In(language))]; // the page is titled with the question

    private static IEnumerable<Choice> ChoicesOf(SurveyKind kind, string language) =>
        SurveyScale.Of(kind).Steps.Select(step => new Choice($"{step}", SurveyTexts.LabelOf(kind, step, language)));

    private static string FieldOf(CustomerValue value) => Domain.Common.Explanation.NameOf(value);
}
