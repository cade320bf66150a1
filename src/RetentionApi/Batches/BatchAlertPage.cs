using MediatR;
using RetentionApi.CustomerPages;
using RetentionApi.Platform.Persistence;
using static RetentionApi.CustomerPages.PageElements;

namespace RetentionApi.Batches;

/// <summary>Where a buyer of a bad batch says what they do with it.</summary>
internal sealed class BatchAlertPage(IMediator mediator) : ICustomerPage
{
    private const string Answer = "answer", Text = "text";

    private const int LongestText = 2000;

    public async Task<CustomerPage> ShowAsync(OpenLink link, string language, CancellationToken cancellationToken) =>
        !link.IsUsed && await AskedAsync(link, cancellationToken) is { } asked ? Page(asked, link, language, null, null) : PageAnswers.Answered(language, link);

    public async Task<CustomerPage> SubmitAsync(OpenLink link, string language, IFormCollection form, CancellationToken cancellationToken)
    {
        if (await AskedAsync(link, cancellationToken) is not { } asked)
            return PageAnswers.Answered(language, link);
        var words = form.WordsOrNull(Text);
        if (words?.Length > LongestText)
            return Page(asked, link, language, form, PageTexts.TooLong);
        if (BatchAlertTexts.Answers.FirstOrDefault(a => a.Answer.Word() == form.Words(Answer)) is not { Label: not null } chosen)
            return Page(asked, link, language, form, BatchAlertTexts.NothingChosen);
        var answered = await mediator.Send(new AnswerBatchAlert.Command(link.Id, link.SubjectId, chosen.Answer, words), cancellationToken);
        return answered.IsOk ? PageAnswers.Thanks(language, link) : PageAnswers.Answered(language, link);
    }

    /// <summary>Null: there is nothing to answer any more.</summary>
    private async Task<GetBatchAlertForm.View?> AskedAsync(OpenLink link, CancellationToken cancellationToken)
    {
        var asked = await mediator.Send(new GetBatchAlertForm.Query(link.SubjectId), cancellationToken);
        return asked.IsOk && !asked.Value.IsAnswered ? asked.Value : null;
    }

    private static CustomerPage Page(GetBatchAlertForm.View asked, OpenLink link, string language, IFormCollection? sent, PageText? problem) => new(
        language,
        BatchAlertTexts.Title.In(language),
        [
            problem is null ? null : Alert(problem.In(language)),
            Paragraph(BatchAlertTexts.Introduction.In(language)),
            List(asked.Products.Select(name => $"{name} ({BatchAlertTexts.Batch.In(language)} {asked.Batch})")),
            asked.ToBuyers is null ? null : Paragraph(asked.ToBuyers),
            Form(
                Group(BatchAlertTexts.WhatNow.In(language), Choices(Answer, BatchAlertTexts.Answers.Select(a => new Choice(a.Answer.Word(), a.Label.In(language))), sent?.Words(Answer), isBlock: true)),
                TextArea(Text, PageTexts.InYourWords.In(language), LongestText, sent?.Words(Text)),
                Button(PageTexts.Send.In(language))),
            PageAnswers.Sender(link),
        ],
        problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
}
