using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using RetentionApi.Platform.Json;

namespace RetentionApi.Erasures;

/// <summary>What somebody is looked for by where no key leads to them.</summary>
/// <param name="Patterns">Of LIKE: ids and addresses; a row that has one is about them.</param>
/// <param name="Words">A regular expression: addresses and distinctive names, by which a text speaks of them wherever it stands.</param>
/// <param name="Lines">A regular expression: a line of an import that calls them as their storefront does.</param>
internal sealed partial record PersonMarks(string[] Patterns, string Words, string Lines)
{
    /// <summary>Finds nothing.</summary>
    public const string Nothing = "(?=a)b";

    /// <summary>Shorter ones are in too many other words; with a blank in it, or in Chinese, it is somebody's.</summary>
    private const int ShortestWord = 5, ShortestIdeographs = 2;

    /// <summary>Digits of a number that is no quantity, price or year.</summary>
    private const int ShortestNumber = 6;

    public static PersonMarks Of(ErasureRow erasure) => new(
        [.. erasure.CustomerIds.Select(id => $"%{id}%").Concat(erasure.Words.Where(w => IsTelling(w) && !IsDistinctive(w)).SelectMany(Spellings).Select(w => $"%{Escaped(w)}%"))],
        WordsOf(erasure.Words),
        LinesOf(erasure.ExternalIds));

    /// <summary>A regular expression: any of these words; for texts that are known to be about the person even their short name tells.</summary>
    public static string WordsOf(IEnumerable<string> words) => AnyOf(words.Where(IsTelling).SelectMany(Spellings).Distinct().Select(WordOf)) ?? Nothing;

    /// <summary>
    /// Whether a name is somebody's wherever it stands: two words, or three ideographs. A single word, or two ideographs, may be a greeting, a product or a member of an answer: to
    /// strike it out of everything would take the texts of all others with it.
    /// </summary>
    public static bool IsDistinctive(string name) => Distinctive().IsMatch(name);

    [GeneratedRegex(@"^\p{L}[\p{L}\p{M}'’.·-]*(\s+\p{L}[\p{L}\p{M}'’.·-]*)+$|^[\p{IsCJKUnifiedIdeographs}·]{3,}$")]
    private static partial Regex Distinctive();

    private static bool IsTelling(string word) =>
        word.Length >= ShortestWord || (word.Length >= ShortestIdeographs && (word.Contains(' ', StringComparison.Ordinal) || !word.All(char.IsAscii)));

    /// <summary>A short number, or a plain word, is theirs only where a customer's id is told: it may as well be how many they bought.</summary>
    private static string LinesOf(string[] externalIds)
    {
        var byForm = externalIds.ToLookup(IsOwnForm, Quoted);
        var parts = new[] { AnyOf(byForm[true], @"(^|[^[:alnum:]])", "($|[^[:alnum:]])"), AnyOf(byForm[false], "^\"?", "\"?[,;\t]"), AnyOf(byForm[false], "\"customer_id\"\\s*:\\s*\"?", "\"?[\\s,}]") };
        return AnyOf(parts.OfType<string>()) ?? Nothing;
    }

    private static bool IsOwnForm(string externalId) => externalId.Any(char.IsDigit) && (externalId.Any(char.IsLetter) || externalId.Count(char.IsDigit) >= ShortestNumber);

    private static string? AnyOf(IEnumerable<string> choices, string before = "", string after = "") =>
        string.Join('|', choices) is { Length: > 0 } all ? $"{before}({all}){after}" : null;

    /// <summary>As it stands in plain text, in a message and in JSON.</summary>
    private static IEnumerable<string> Spellings(string word) => [word, WebUtility.HtmlEncode(word), JsonSerializer.Serialize(word, JsonDefaults.Options)[1..^1]];

    /// <summary>Not within a longer word, where the script has words.</summary>
    private static string WordOf(string word) => $"{(char.IsAsciiLetterOrDigit(word[0]) ? "\\m" : "")}{Quoted(word)}{(char.IsAsciiLetterOrDigit(word[^1]) ? "\\M" : "")}";

    private static string Quoted(string text) => Regex.Replace(text, @"[^\w\s]", match => $"\\{match.Value}");

    private static string Escaped(string text) => text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
}
