using MediatR;
using RetentionApi.CustomerPages;
using static RetentionApi.CustomerPages.PageElements;

namespace RetentionApi.Messaging;

/// <summary>
/// Where a customer says that they want no more such messages. Opening it changes nothing, for mail scanners open links too; its form, and the POST of a mail program
/// (RFC 8058, <c>List-Unsubscribe=One-Click</c>), take the consent back at once, as often as they come.
/// </summary>
internal sealed class UnsubscribePage(IMediator mediator) : ICustomerPage
{
    private static readonly PageText
        Title = new("No more messages like this?", "不再接收这类消息？"),
        Question = new("We will not write to you about this on this channel any more. Answers to what you ask us, and news of your orders, still come.",
            "我们将不再通过这个渠道给您发送这类消息。您的咨询回复和订单通知仍会送达。"),
        Confirm = new("Unsubscribe", "退订"),
        DoneTitle = new("You are unsubscribed", "您已退订"),
        Done = new("It holds from now on. If it was a mistake, just tell us.", "即刻生效。如果是误操作，请告诉我们。");

    public Task<CustomerPage> ShowAsync(OpenLink link, string language, CancellationToken cancellationToken) => Task.FromResult(new CustomerPage(
        language, Title.In(language), [Paragraph(Question.In(language)), Form(Hidden("List-Unsubscribe", "One-Click"), Button(Confirm.In(language))), PageAnswers.Sender(link)]));

    public async Task<CustomerPage> SubmitAsync(OpenLink link, string language, IFormCollection form, CancellationToken cancellationToken)
    {
        await mediator.Send(new Unsubscribe.Command(link.CustomerId, link.SubjectId), cancellationToken);
        return new CustomerPage(language, DoneTitle.In(language), [Paragraph(Done.In(language)), PageAnswers.Sender(link)]);
    }
}
