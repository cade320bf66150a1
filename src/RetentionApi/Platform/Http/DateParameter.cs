using NodaTime;
using NodaTime.Text;

namespace RetentionApi.Platform.Http;

/// <summary>A day, <c>yyyy-MM-dd</c>, in a query string.</summary>
internal readonly record struct DateParameter(LocalDate Date)
{
    public static bool TryParse(string? text, out DateParameter parameter)
    {
        var parsed = LocalDatePattern.Iso.Parse(text ?? "");
        parameter = new DateParameter(parsed.Success ? parsed.Value : default);
        return parsed.Success;
    }
}
