using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using RetentionApi.Platform.Json;

namespace RetentionApi.Erasures;

/// <summary>What somebody is looked for by where no key leads to them.</summary>
/// <param name="Patterns">Of LIKE: ids, addresses, names.</param>
/// <param name="Words">A regular expression: addresses and names, by which a text speaks of them.</param>
/// <param name="Names">A regular expression: how storefronts call them, standing by itself.</param>
internal sealed record PersonMarks(string[] Patterns, string Words, string Names)
{
    /// <summary>A name this short is in too many other words; with a blank in it, or in Chinese, it is somebody's.</summary>
    private const int ShortestName = 5, ShortestIdeographs = 2;

    private const string Nothing = "(?=a)b";

    public static PersonMarks Of(ErasureRow erasure)
    {
        var words = erasure.Words.Where(IsTelling).SelectMany(Spellings).Distinct().ToList();
        return new(
            [.. erasure.CustomerIds.Select(id => $"%{id}%").Concat(words.Select(w => $"%{Escaped(w)}%"))],
            words.Count == 0 ? Nothing : $"({string.Join('|', words.Select(WordOf))})",
            erasure.ExternalIds.Length == 0 ? Nothing : $"(^|[^[:alnum:]])({string.Join('|', erasure.ExternalIds.Select(Quoted))})($|[^[:alnum:]])");
    }

    private static bool IsTelling(string word) =>
        word.Length >= ShortestName || (word.Length >= ShortestIdeographs && (word.Contains(' ', StringComparison.Ordinal) || !word.All(char.IsAscii)));

    /// <summary>As it stands in plain text, in a message and in JSON.</summary>
    private static IEnumerable<string> Spellings(string word) => [word, WebUtility.HtmlEncode(word), JsonSerializer.Serialize(word, JsonDefaults.Options)[1..^1]];

    /// <summary>Not within a longer word, where the script has words.</summary>
    private static string WordOf(string word) => $"{(char.IsAsciiLetterOrDigit(word[0]) ? "\\m" : "")}{Quoted(word)}{(char.IsAsciiLetterOrDigit(word[^1]) ? "\\M" : "")}";

    private static string Quoted(string text) => Regex.Replace(text, @"[^\w\s]", match => $"\\{match.Value}");

    private static string Escaped(string text) => text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
}
