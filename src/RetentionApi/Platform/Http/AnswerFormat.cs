using Microsoft.Net.Http.Headers;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;

namespace RetentionApi.Platform.Http;

/// <summary>In what form an answer is written.</summary>
internal enum AnswerFormat
{
    Json,
    Csv,
    Svg,
}

internal static class AnswerFormats
{
    private static readonly Dictionary<AnswerFormat, MediaTypeHeaderValue> MediaTypes = new()
    {
        [AnswerFormat.Json] = new("application/json") { Charset = "utf-8" },
        [AnswerFormat.Csv] = new("text/csv") { Charset = "utf-8" },
        [AnswerFormat.Svg] = new("image/svg+xml") { Charset = "utf-8" },
    };

    /// <summary>The form that the caller wants of those that there are: <c>?format=</c>, else what Accept likes best (RFC 9110, 12.5.1), else the first.</summary>
    /// <param name="asked">What <c>?format=</c> says; it wins over Accept, which a browser cannot choose.</param>
    /// <param name="offered">The one to prefer first.</param>
    public static Result<AnswerFormat> Choose(HttpRequest request, AnswerFormat? asked, params IReadOnlyList<AnswerFormat> offered)
    {
        if (asked is { } format)
            return offered.Contains(format) ? format : NotOffered(offered);
        if (request.GetTypedHeaders().Accept is not { Count: > 0 } accepted)
            return offered[0];
        var best = offered.MaxBy(o => QualityOf(o, accepted));
        return QualityOf(best, accepted) > 0 ? best : ProblemCatalogue.NotAcceptable;
    }

    public static string ContentType(this AnswerFormat format) => MediaTypes[format].ToString();

    public static string MediaType(this AnswerFormat format) => MediaTypes[format].MediaType.ToString();

    public static Error NotOffered(IReadOnlyList<AnswerFormat> offered) =>
        Error.Refused("request.invalid", $"format is {string.Join(" or ", offered.Select(o => o.ToString().ToLowerInvariant()))}.", "/format");

    /// <summary>Of the ranges that it is in the narrowest says how welcome it is: <c>text/csv;q=0, */*</c> is anything but CSV.</summary>
    private static double QualityOf(AnswerFormat format, IEnumerable<MediaTypeHeaderValue> accepted) =>
        accepted.Where(MediaTypes[format].IsSubsetOf).MinBy(range => range.MatchesAllTypes ? 2 : range.MatchesAllSubTypes ? 1 : 0) is { } narrowest ? narrowest.Quality ?? 1 : 0;
}
