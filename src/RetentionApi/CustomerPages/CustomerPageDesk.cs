using NodaTime;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.CustomerPages;

/// <summary>Looks a link up, acts as its merchant, and hands over to the page of its purpose.</summary>
internal sealed class CustomerPageDesk(CustomerLinks links, FailedKeys failed, CallerContext callers, ReaderLanguage reader, IClock clock)
{
    public async Task<CustomerPage> ShowAsync(HttpContext context, string token)
    {
        var (link, refusal) = await OpenAsync(context, token);
        return refusal ?? await PageOf(context, link!).ShowAsync(link!, LanguageOf(link!), context.RequestAborted);
    }

    public async Task<CustomerPage> SubmitAsync(HttpContext context, string token)
    {
        var (link, refusal) = await OpenAsync(context, token);
        if (refusal is not null)
            return refusal;
        var language = LanguageOf(link!);
        if (await FormAsync(context) is not { } form)
            return Say(PageTexts.NotUnderstoodTitle, PageTexts.NotUnderstood, language, StatusCodes.Status400BadRequest);
        try
        {
            return await PageOf(context, link!).SubmitAsync(link!, language, form, context.RequestAborted);
        }
        catch (Exception exception) when (exception.IsOfTheMoment())
        {
            return Say(PageTexts.BusyTitle, PageTexts.Away, language, StatusCodes.Status503ServiceUnavailable);
        }
    }

    private async Task<(OpenLink? Link, CustomerPage? Refusal)> OpenAsync(HttpContext context, string token)
    {
        var language = reader.Or(ReaderLanguage.English);
        var from = context.Connection.RemoteIpAddress;
        if (!failed.MayTry(from))
            return (null, Say(PageTexts.BusyTitle, PageTexts.Busy, language, StatusCodes.Status429TooManyRequests));
        if (CustomerLink.Read(token) is not { } read || await links.FindAsync(read, context.RequestAborted) is not { } link)
        {
            failed.Count(from);
            return (null, Say(PageTexts.UnknownTitle, PageTexts.Unknown, language, StatusCodes.Status404NotFound));
        }

        language = LanguageOf(link);
        if (link.IsRestricted)
            return (null, Say(PageTexts.ClosedTitle, PageTexts.Closed, language, StatusCodes.Status410Gone));
        if (link.ExpiresAt <= clock.GetCurrentInstant())
            return (null, Say(PageTexts.ExpiredTitle, PageTexts.Expired, language, StatusCodes.Status410Gone));
        callers.Set(Caller.OfProduct(link.MerchantId));
        return (link, null);
    }

    /// <summary>Made only now, for what it needs acts as the merchant.</summary>
    private static ICustomerPage PageOf(HttpContext context, OpenLink link) => context.RequestServices.GetRequiredKeyedService<ICustomerPage>(link.Purpose);

    private string LanguageOf(OpenLink link) => PageLanguage.Of(link.Language, reader);

    private static async Task<IFormCollection?> FormAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
            return null;
        try
        {
            return await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (Exception exception) when (exception is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }

    private static CustomerPage Say(PageText title, PageText text, string language, int status) =>
        new(language, title.In(language), [PageElements.Paragraph(text.In(language))], status);
}
