using RetentionApi.Platform.Mediation;

namespace RetentionApi.Messaging.Templates;

/// <summary>What one kind of message says.</summary>
/// <param name="Key">As playbooks name it.</param>
/// <param name="Texts">In each language; your own words where you have some.</param>
internal sealed record TemplateView(string Key, IReadOnlyList<TemplateTextView> Texts, int Version) : IVersioned
{
    public static TemplateView Of(string key, TemplateRow? own) => new(
        key,
        [.. BuiltInTemplates.All.Where(t => t.Key == key).Select(product =>
            own?.Texts.FirstOrDefault(t => t.Language == product.Language) is { } text
                ? new TemplateTextView(text.Language, text.Subject, text.Body, IsOwn: true)
                : new TemplateTextView(product.Language, BuiltInTemplates.Plain(product.Subject), BuiltInTemplates.Plain(product.Body), IsOwn: false))],
        own?.Version ?? 0);
}

/// <param name="Language">zh-CN or en.</param>
/// <param name="Subject">Plain text; values in double braces: `{{ merchant }}`, `{{ customer }}`, `{{ topic }}`.</param>
/// <param name="Body">An HTML fragment. `{{ link }}` is where the customer answers, `{{ unsubscribe }}` where they end such messages, `{{ answer }}` what staff wrote, and `{{ for product in products }}` goes over `product.name`, `.facts`, `.price`, `.reason`. Every value is escaped by itself.</param>
/// <param name="IsOwn">Yours; else the product's.</param>
internal sealed record TemplateTextView(string Language, string Subject, string Body, bool IsOwn);
