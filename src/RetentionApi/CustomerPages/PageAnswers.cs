namespace RetentionApi.CustomerPages;

/// <summary>What every page may answer once its form was sent.</summary>
internal static class PageAnswers
{
    public static CustomerPage Thanks(string language, OpenLink link, params object?[] more) =>
        new(language, PageTexts.ThanksTitle.In(language), [PageElements.Paragraph(PageTexts.Thanks.In(language)), .. more, Sender(link)]);

    public static CustomerPage Answered(string language, OpenLink link) =>
        new(language, PageTexts.AnsweredTitle.In(language), [PageElements.Paragraph(PageTexts.Answered.In(language)), Sender(link)]);

    /// <summary>Whose page it is.</summary>
    public static System.Xml.Linq.XElement Sender(OpenLink link) => new("footer", link.MerchantName);
}
