using System.Globalization;

namespace RetentionApi.Platform.Http;

/// <summary>BCP 47.</summary>
internal static class LanguageTag
{
    private const int Longest = 35;

    public static bool IsLanguage(string text)
    {
        try
        {
            return text.Length is > 0 and <= Longest && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && CultureInfo.GetCultureInfo(text).Name.Length > 0;
        }
        catch (CultureNotFoundException)
        {
            return false;
        }
    }
}
