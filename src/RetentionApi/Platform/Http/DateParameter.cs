using NodaTime;
using RetentionApi.Platform.Json;

namespace RetentionApi.Platform.Http;

/// <summary>A day, <c>yyyy-MM-dd</c>, in a query string.</summary>
internal readonly record struct DateParameter(LocalDate Date)
{
    public static bool TryParse(string? text, out DateParameter parameter)
    {
        var isDay = LocalDateConverter.TryParse(text ?? "", out var date);
        parameter = new DateParameter(date);
        return isDay;
    }
}
