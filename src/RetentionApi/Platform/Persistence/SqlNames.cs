namespace RetentionApi.Platform.Persistence;

internal static class SqlNames
{
    /// <summary>A table's or column's name as the API writes names.</summary>
    public static string CamelCase(string name) => string.Concat(name.Split('_').Select((word, index) => index == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));
}
