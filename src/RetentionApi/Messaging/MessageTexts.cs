using Scriban;
using Scriban.Functions;
using Scriban.Runtime;

namespace RetentionApi.Messaging;

/// <summary>What a template may speak of.</summary>
/// <param name="Answer">What staff wrote, as plain text.</param>
/// <param name="Link">Where the customer answers.</param>
/// <param name="Unsubscribe">Where the customer says that they want no more like it; null: it is nothing to unsubscribe from.</param>
/// <param name="Topic">What it is about, in the message's language: a survey's question, a suggestion.</param>
internal sealed record MessageContent(string MerchantName, string? CustomerName, IReadOnlyList<MessageProduct> Products, string? Answer = null, string? Link = null, string? Topic = null, string? Unsubscribe = null);

/// <param name="Facts">What a buyer must know, in the message's language; null: nothing.</param>
/// <param name="Price">With its currency; null: not spoken of.</param>
/// <param name="Reason">Why it is advised, in the message's language; null: it is not.</param>
internal sealed record MessageProduct(string Name, string? Facts, string? Price = null, string? Reason = null);

/// <param name="Subject">Plain text.</param>
/// <param name="Body">An HTML fragment: mail shows it as it is, other channels its text.</param>
internal sealed record MessageText(string Subject, string Body);

/// <summary>Renders the built-in templates. Subjects are plain text; in bodies every value is escaped by the template.</summary>
internal static class MessageTexts
{
    private static readonly Dictionary<(string Key, string Language), (Template Subject, Template Body)> Templates = BuiltInTemplates.All
        .ToDictionary(t => (t.Key, t.Language), t => (Parse(t.Subject), Parse(t.Body)));

    /// <summary>Making these anew costs more than rendering a message; a template assigns nothing.</summary>
    private static readonly ScriptObject Functions = new BuiltinFunctions { IsReadOnly = true };

    /// <summary>The language of ours that comes closest.</summary>
    public static string LanguageOf(string language) => language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? BuiltInTemplates.Chinese : BuiltInTemplates.English;

    /// <summary>The text in that language, else in a dialect of it, else the first there is.</summary>
    public static string? InLanguage(IReadOnlyDictionary<string, string> texts, string language) =>
        texts.GetValueOrDefault(language)
        ?? texts.FirstOrDefault(t => t.Key.Split('-')[0].Equals(language.Split('-')[0], StringComparison.OrdinalIgnoreCase)).Value
        ?? texts.Values.FirstOrDefault();

    /// <param name="language">Of <see cref="LanguageOf"/>.</param>
    /// <exception cref="KeyNotFoundException">There is no such template.</exception>
    public static MessageText Render(string key, string language, MessageContent content)
    {
        var (subject, body) = Templates[(key, language)];
        var context = new TemplateContext(Functions) { StrictVariables = true };
        context.PushGlobal(ValuesOf(content));
        return new MessageText(subject.Render(context).Trim(), body.Render(context).Trim());
    }

    /// <summary>As templates name them.</summary>
    public static ScriptObject ValuesOf(MessageContent content) => new()
    {
        ["merchant"] = content.MerchantName,
        ["customer"] = content.CustomerName,
        ["answer"] = content.Answer,
        ["link"] = content.Link,
        ["topic"] = content.Topic,
        ["unsubscribe"] = content.Unsubscribe,
        ["products"] = new ScriptArray(content.Products.Select(p => new ScriptObject { ["name"] = p.Name, ["facts"] = p.Facts, ["price"] = p.Price, ["reason"] = p.Reason })),
    };

    private static Template Parse(string text)
    {
        var template = Template.Parse(text);
        return template.HasErrors ? throw new InvalidOperationException(template.Messages.ToString()) : template;
    }
}
