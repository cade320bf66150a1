using System.Globalization;

namespace RetentionApi.CustomerPages;

/// <summary>What was sent with a form.</summary>
internal static class PageForms
{
    /// <summary>As it was typed, without blanks around it; a NUL, which no keyboard types, is left out, for the database keeps none.</summary>
    public static string Words(this IFormCollection form, string field) =>
        form[field].ToString().Replace("\0", "", StringComparison.Ordinal).Replace("\r\n", "\n", StringComparison.Ordinal).Trim();

    /// <summary>Null where nothing was typed.</summary>
    public static string? WordsOrNull(this IFormCollection form, string field) => form.Words(field) is { Length: > 0 } words ? words : null;

    /// <summary>Null where no whole number was chosen.</summary>
    public static int? Number(this IFormCollection form, string field) =>
        int.TryParse(form[field], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
