using System.Text.Json;
using Npgsql;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Messaging.Templates;

/// <summary>What a merchant's messages say: in their own words where they have some, else in the product's.</summary>
internal sealed class MerchantTemplates(IReadOnlyDictionary<(string Key, string Language), OwnTemplateText> own)
{
    private readonly Dictionary<(string Key, string Language), OwnTemplate> parsed = [];

    public static void Add(NpgsqlBatch batch, Guid merchantId) => batch.Add("SELECT t.key, t.texts::text FROM message_templates t WHERE t.merchant_id = $1", merchantId);

    /// <summary>The result of <see cref="Add"/>.</summary>
    public static (string Key, OwnTemplateText[] Texts) Read(NpgsqlDataReader row) => (row.GetString(0), JsonSerializer.Deserialize<OwnTemplateText[]>(row.GetString(1), JsonDefaults.Options)!);

    public static MerchantTemplates Of(IEnumerable<(string Key, OwnTemplateText[] Texts)> rows) =>
        new(rows.SelectMany(row => row.Texts.Select(text => (row.Key, Text: text))).ToDictionary(t => (t.Key, t.Text.Language), t => t.Text));

    /// <param name="language">Of <see cref="MessageTexts.LanguageOf"/>.</param>
    public MessageText Render(string key, string language, MessageContent content)
    {
        if (!own.TryGetValue((key, language), out var text))
            return MessageTexts.Render(key, language, content);
        if (!parsed.TryGetValue((key, language), out var template))
            parsed[(key, language)] = template = OwnTemplate.Of(text);
        return template.Render(content);
    }
}
