using System.Text;
using Microsoft.Net.Http.Headers;
using RetentionApi.Platform.Errors;

namespace RetentionApi.Platform.Http;

/// <summary>Refuses a body in a character set that nobody can read, or must not (UTF-7), before whatever reads it stumbles.</summary>
internal sealed class CharsetCheck(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) =>
        MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) && type.Charset.HasValue && !IsReadable(HeaderUtilities.RemoveQuotes(type.Charset).ToString())
            ? Problems.WriteAsync(context, ProblemCatalogue.UnsupportedMediaType)
            : next(context);

    private static bool IsReadable(string charset)
    {
        try
        {
            return Encoding.GetEncoding(charset) is not null;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
