using RetentionApi.CustomerPages;
using RetentionApi.Domain.Defections;

namespace RetentionApi.Defections;

/// <summary>What the page says that asks a customer why they left.</summary>
internal static class DefectionPageTexts
{
    public static readonly PageText
        Title = new("Why did you stop buying from us?", "您为什么不再光顾了？"),
        Introduction = new("We will not try to talk you round. We would like to know what we should have done better.", "我们不会劝您回来，只是想知道我们本该在哪里做得更好。"),
        Question = new("What mattered most?", "最主要的原因是什么？"),
        NothingSaid = new("Please choose a reason, or write a word or two.", "请选择一个原因，或写一两句话。");

    public static PageText LabelOf(DefectionCause cause) => cause switch
    {
        DefectionCause.Price => new("The price", "价格"),
        DefectionCause.Convenience => new("It was too much trouble: ordering, delivery, payment", "不方便：下单、配送或付款"),
        DefectionCause.Quality => new("The quality", "质量"),
        DefectionCause.Relationship => new("How I was treated", "服务态度"),
        DefectionCause.Environment => new("The shop, the site, or what you stand for", "店面、网站或理念"),
        DefectionCause.NoLongerNeeded => new("I no longer need it", "不再需要了"),
        DefectionCause.Moved => new("I moved away", "搬走了"),
        _ => new("Something else", "其他原因"),
    };
}
