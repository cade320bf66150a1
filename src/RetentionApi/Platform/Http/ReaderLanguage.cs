using Microsoft.Net.Http.Headers;

namespace RetentionApi.Platform.Http;

/// <summary>In which of the languages that we write (zh-CN, en) the caller reads: the one that Accept-Language likes best.</summary>
internal sealed class ReaderLanguage(IHttpContextAccessor accessor)
{
    public const string Chinese = "zh-CN", English = "en";

    /// <param name="otherwise">Where the caller asked for neither.</param>
    public string Or(string otherwise) =>
        Asked.Where(l => l.Quality is not 0).OrderByDescending(l => l.Quality ?? 1).Select(l => WrittenFor(l.Value.Value ?? "")).FirstOrDefault(l => l is not null) ?? otherwise;

    private IList<StringWithQualityHeaderValue> Asked => accessor.HttpContext?.Request.GetTypedHeaders().AcceptLanguage ?? [];

    private static string? WrittenFor(string tag) =>
        tag.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese
        : tag.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? English
        : null;
}
