using NodaTime;
using RetentionApi.Platform.Json;

namespace RetentionApi.Platform.Http;

/// <summary>An RFC 3339 time with offset in a query string.</summary>
internal readonly record struct InstantParameter(Instant Instant)
{
    public static bool TryParse(string? text, out InstantParameter parameter)
    {
        // A '+' that was not encoded arrives as a blank.
        var isTime = OffsetInstantConverter.TryParse(text?.Replace(' ', '+') ?? "", out var instant);
        parameter = new InstantParameter(instant);
        return isTime;
    }
}
