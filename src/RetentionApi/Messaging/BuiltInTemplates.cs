namespace RetentionApi.Messaging;

/// <param name="Key">As playbooks name it.</param>
internal sealed record MessageTemplate(string Key, string Language, string Subject, string Body);

/// <summary>The product's own wordings. Every value in a body is escaped: names and facts are whatever somebody typed.</summary>
internal static class BuiltInTemplates
{
    public const string Chinese = "zh-CN", English = "en";

    private const string ChineseGreeting = "<p>{{ if customer }}{{ customer | html.escape }}，{{ end }}您好！</p>\n", ChineseClosing = "{{ if unsubscribe }}\n<p><a href=\"{{ unsubscribe | html.escape }}\">不想再收到这类消息</a></p>{{ end }}\n<p>{{ merchant | html.escape }}</p>";

    private const string EnglishGreeting = "<p>Hello{{ if customer }} {{ customer | html.escape }}{{ end }},</p>\n", EnglishClosing = "{{ if unsubscribe }}\n<p><a href=\"{{ unsubscribe | html.escape }}\">No more messages like this</a></p>{{ end }}\n<p>{{ merchant | html.escape }}</p>";

    private const string
        ChineseLink = "<p>请点这里：<a href=\"{{ link | html.escape }}\">{{ link | html.escape }}</a></p>",
        EnglishLink = "<p>Here: <a href=\"{{ link | html.escape }}\">{{ link | html.escape }}</a></p>";

    private const string Words = "{{ if answer }}<p>{{ answer | html.escape | string.replace \"\\n\" \"<br>\" }}</p>{{ end }}";

    private const string Topic = "{{ if topic }}<blockquote>{{ topic | html.escape | string.replace \"\\n\" \"<br>\" }}</blockquote>{{ end }}";

    private const string ProductList = "<ul>{{ for product in products }}<li>{{ product.name | html.escape }}</li>{{ end }}</ul>";

    private const string FactList =
        "<ul>{{ for product in products }}<li><b>{{ product.name | html.escape }}</b>{{ if product.facts }}: {{ product.facts | html.escape }}{{ end }}</li>{{ end }}</ul>";

    private const string PriceList =
        "<ul>{{ for product in products }}<li><b>{{ product.name | html.escape }}</b>{{ if product.price }}: {{ product.price | html.escape }}{{ end }}</li>{{ end }}</ul>";

    private const string ValueList =
        "<ul>{{ for product in products }}<li><b>{{ product.name | html.escape }}</b>, {{ product.price | html.escape }}<br>{{ product.reason | html.escape }}</li>{{ end }}</ul>";

    public static readonly IReadOnlyList<MessageTemplate> All =
    [
        InChinese("welcome", "欢迎来到{{ merchant }}", "<p>感谢您的光临。无论您想了解什么、是否购买，都可以直接回复我们，我们会认真回答。</p>"),
        InEnglish("welcome", "Welcome to {{ merchant }}", "<p>Thank you for coming by. Whatever you would like to know, whether or not you buy, just write to us: you will get an honest answer.</p>"),
        InChinese("orderFacts", "购买前后您需要知道的事", $"<p>在发货之前，请您留意以下几点：</p>{FactList}<p>如有疑问或想更改，请尽快回复我们。</p>"),
        InEnglish("orderFacts", "What you should know about your choice", $"<p>Before it is on its way, please note:</p>{FactList}<p>If anything is unclear or you would like a change, tell us soon.</p>"),
        InChinese("newsAskedFor", "您关注的商品有消息了", $"<p>您曾请我们告诉您的消息：以下商品现在可以买到，目前的价格是：</p>{PriceList}<p>这条消息只发一次；如果您还想继续关注，请再告诉我们。</p>"),
        InEnglish("newsAskedFor", "The news you asked for", $"<p>You asked us to tell you. It can be bought now, at this price:</p>{PriceList}<p>We tell you once; if you would like to hear of it again, ask us again.</p>"),
        InChinese("bestValue", "为您比较了几款", $"<p>您最近看过这一类商品。我们按质量和价格为您比较了一下：</p>{ValueList}<p>质量分来自其他顾客的回访评价。有问题请直接回复我们。</p>"),
        InEnglish("bestValue", "We compared a few for you", $"<p>You looked at these lately. We compared them for you by quality and price:</p>{ValueList}<p>Quality is what other customers told us when we asked them. If you have a question, just write to us.</p>"),
        InChinese("qualityCheck", "东西用得怎么样？", $"<p>您买的东西已经用了一阵子，我们想知道它们是否让您满意：</p>{ProductList}<p>请给每一样打 1 到 5 分；有什么不满意，请直说，我们来解决。</p>{ChineseLink}"),
        InEnglish("qualityCheck", "How is it?", $"<p>You have had these for a while, and we would like to know whether they are as good as you expected:</p>{ProductList}<p>Please give each 1 to 5. If something is not right, say so plainly: we will put it right.</p>{EnglishLink}"),
        InChinese("replenish", "快用完了吗？", $"<p>按通常的用量，下面这些大概快用完了：</p>{ProductList}<p>需要的话，我们可以为您准备；不需要，请忽略这条消息。</p>"),
        InEnglish("replenish", "Running low?", $"<p>By usual use, this may soon be used up:</p>{ProductList}<p>If you need more, we have it ready for you; if not, never mind this message.</p>"),
        InChinese("warranty", "保修即将到期", $"<p>下面这些的保修期快要结束了：</p>{ProductList}<p>如果有任何问题，请在到期之前告诉我们，我们免费处理。</p>{ChineseLink}"),
        InEnglish("warranty", "Your warranty ends soon", $"<p>The warranty of these is about to end:</p>{ProductList}<p>If anything is wrong, tell us before it does, and we will see to it free of charge.</p>{EnglishLink}"),
        InChinese("batchAlert", "重要：请检查您购买的商品", $"<p>您购买的这一批次可能有问题（批次 {{{{ topic | html.escape }}}}）。请先停止使用：</p>{ProductList}{Words}<p>请告诉我们您打算怎么处理，我们会负责到底。</p>{ChineseLink}"),
        InEnglish("batchAlert", "Important: please check what you bought", $"<p>Something may be wrong with this batch ({{{{ topic | html.escape }}}}). Please stop using it for now:</p>{ProductList}{Words}<p>Tell us what you do with it. We will put it right.</p>{EnglishLink}"),
        InChinese("regularVisit", "最近还好吗？", "<p>有一阵子没有联系了。您在我们这里买的东西都还好用吗？有什么我们可以做得更好的？</p>" + ChineseLink),
        InEnglish("regularVisit", "Is all well?", "<p>It has been a while. Is everything you bought from us still serving you well? Is there anything we could do better?</p>" + EnglishLink),
        InChinese("survey", "{{ topic }}", $"<p>想请您花一分钟告诉我们：</p>{Topic}{ChineseLink}"),
        InEnglish("survey", "{{ topic }}", $"<p>May we ask you one thing? It takes a minute.</p>{Topic}{EnglishLink}"),
        InChinese("askSuggestions", "您希望我们怎样做得更好？", "<p>很高兴我们没有让您失望。如果有一件事我们可以做得不同，会是什么？您的建议我们会逐条回复，并告诉您结果。</p>" + ChineseLink),
        InEnglish("askSuggestions", "What should we do better?", "<p>We are glad that things turned out well for you. If there is one thing we could do differently, what is it? We reply to every suggestion and tell you what becomes of it.</p>" + EnglishLink),
        InChinese("winBack", "好久不见", "<p>好一阵子没有见到您了，我们很想念您。如果是我们哪里做得不好，请直接回复，我们会认真处理；如果您愿意再来看看，我们随时欢迎。</p>"),
        InEnglish("winBack", "It has been a while", "<p>We have not seen you for a long time, and we miss you. If something was not right, just write to us and we will put it right; if you would like to look in again, you are welcome at any time.</p>"),
        InChinese("askWhy", "能告诉我们原因吗？", "<p>您好像不再光顾了。我们不会劝您回来，只想知道我们本该在哪里做得更好，只需一分钟：</p>" + ChineseLink),
        InEnglish("askWhy", "May we ask why?", "<p>It seems that you have left us. We will not try to talk you round: we would only like to know what we should have done better. It takes a minute.</p>" + EnglishLink),
        .. OfSuggestions("Replied", "关于您的建议", "我们看到了您的建议，以下是我们的回复：", "About your suggestion", "We have read your suggestion. This is our reply:"),
        .. OfSuggestions("UnderReview", "我们正在研究您的建议", "我们正在认真研究您的建议：", "We are looking into your suggestion", "We are looking into your suggestion:"),
        .. OfSuggestions("Planned", "您的建议已列入计划", "我们决定采纳这条建议：", "Your suggestion is planned", "We are going to do it:"),
        .. OfSuggestions("Built", "您的建议已经实现", "您提过的建议，现在实现了：", "Your suggestion is there", "What you asked for is there now:"),
        .. OfSuggestions("Declined", "关于您的建议的决定", "我们认真考虑后，决定不采纳这条建议，原因如下：", "What we decided about your suggestion", "We have thought about it, and will not do it. This is why:"),
        .. OfSuggestions("Merged", "您的建议与另一条合并了", "有其他客户提过同样的建议，我们把它们合在一起处理：", "Your suggestion was joined with another", "Others have asked for the same. We treat them as one:"),
        InChinese("answer", "回复您的咨询", Words),
        InEnglish("answer", "About your question", Words),
    ];

    /// <summary>What there is a template for.</summary>
    public static readonly IReadOnlyList<string> Keys = [.. All.Select(t => t.Key).Distinct()];

    /// <summary>As a merchant would write it, whose values are escaped and keep their line breaks by themselves.</summary>
    public static string Plain(string text) => text.Replace(" | html.escape", "", StringComparison.Ordinal).Replace(" | string.replace \"\\n\" \"<br>\"", "", StringComparison.Ordinal);

    /// <summary>News of a suggestion: what happened, the suggestion, what staff say to it, and where to see it.</summary>
    private static IEnumerable<MessageTemplate> OfSuggestions(string change, string chineseSubject, string chinese, string englishSubject, string english) =>
    [
        InChinese($"suggestion{change}", chineseSubject, $"<p>{chinese}</p>{Topic}{Words}{ChineseLink}"),
        InEnglish($"suggestion{change}", englishSubject, $"<p>{english}</p>{Topic}{Words}{EnglishLink}"),
    ];

    private static MessageTemplate InChinese(string key, string subject, string body) => new(key, Chinese, subject, ChineseGreeting + body + ChineseClosing);

    private static MessageTemplate InEnglish(string key, string subject, string body) => new(key, English, subject, EnglishGreeting + body + EnglishClosing);
}
