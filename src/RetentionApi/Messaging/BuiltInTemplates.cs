namespace RetentionApi.Messaging;

/// <param name="Key">As playbooks name it.</param>
internal sealed record MessageTemplate(string Key, string Language, string Subject, string Body);

/// <summary>The product's own wordings. Every value in a body is escaped: names and facts are whatever somebody typed.</summary>
internal static class BuiltInTemplates
{
    public const string Chinese = "zh-CN", English = "en";

    private const string ChineseGreeting = "<p>{{ if customer }}{{ customer | html.escape }}，{{ end }}您好！</p>\n", ChineseClosing = "\n<p>{{ merchant | html.escape }}</p>";

    private const string EnglishGreeting = "<p>Hello{{ if customer }} {{ customer | html.escape }}{{ end }},</p>\n", EnglishClosing = "\n<p>{{ merchant | html.escape }}</p>";

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
        InChinese("qualityCheck", "东西用得怎么样？", $"<p>您买的东西已经用了一阵子，我们想知道它们是否让您满意：</p>{ProductList}<p>请给每一样打 1 到 5 分；有什么不满意，请直说，我们来解决。</p>"),
        InEnglish("qualityCheck", "How is it?", $"<p>You have had these for a while, and we would like to know whether they are as good as you expected:</p>{ProductList}<p>Please give each 1 to 5. If something is not right, say so plainly: we will put it right.</p>"),
        InChinese("replenish", "快用完了吗？", $"<p>按通常的用量，下面这些大概快用完了：</p>{ProductList}<p>需要的话，我们可以为您准备；不需要，请忽略这条消息。</p>"),
        InEnglish("replenish", "Running low?", $"<p>By usual use, this may soon be used up:</p>{ProductList}<p>If you need more, we have it ready for you; if not, never mind this message.</p>"),
        InChinese("warranty", "保修即将到期", $"<p>下面这些的保修期快要结束了：</p>{ProductList}<p>如果有任何问题，请在到期之前告诉我们，我们免费处理。</p>"),
        InEnglish("warranty", "Your warranty ends soon", $"<p>The warranty of these is about to end:</p>{ProductList}<p>If anything is wrong, tell us before it does, and we will see to it free of charge.</p>"),
        InChinese("regularVisit", "最近还好吗？", "<p>有一阵子没有联系了。您在我们这里买的东西都还好用吗？有什么我们可以做得更好的？</p>"),
        InEnglish("regularVisit", "Is all well?", "<p>It has been a while. Is everything you bought from us still serving you well? Is there anything we could do better?</p>"),
        InChinese("answer", "回复您的咨询", "<p>{{ answer | html.escape | string.replace \"\\n\" \"<br>\" }}</p>"),
        InEnglish("answer", "About your question", "<p>{{ answer | html.escape | string.replace \"\\n\" \"<br>\" }}</p>"),
    ];

    private static MessageTemplate InChinese(string key, string subject, string body) => new(key, Chinese, subject, ChineseGreeting + body + ChineseClosing);

    private static MessageTemplate InEnglish(string key, string subject, string body) => new(key, English, subject, EnglishGreeting + body + EnglishClosing);
}
