using RetentionApi.Messaging;
using RetentionApi.Platform.Http;

namespace RetentionApi.CustomerPages;

internal static class PageLanguage
{
    /// <summary>The customer's own; where they never said one, what their browser asks for.</summary>
    public static string Of(string? customers, ReaderLanguage reader) => customers is null ? reader.Or(ReaderLanguage.English) : MessageTexts.LanguageOf(customers);
}
