using System.Text;

namespace RetentionApi.Domain.Suggestions;

/// <summary>
/// Words as similar ones are found by: the database compares words by their runs of three letters. Chinese is written without blanks, and two sentences that mean the
/// same share few such runs; so a stretch of it stands as its pairs of characters, each a word of its own.
/// </summary>
public static class MatchingText
{
    /// <summary>Enough to know what is meant.</summary>
    private const int Longest = 300;

    public static string Of(string text)
    {
        var matching = new StringBuilder();
        var runes = text.Trim().ToLowerInvariant().EnumerateRunes().Take(Longest).ToArray();
        for (var i = 0; i < runes.Length; i++)
        {
            if (!IsIdeograph(runes[i]))
                matching.Append(Rune.IsLetterOrDigit(runes[i]) ? runes[i].ToString() : " ");
            else if (i + 1 < runes.Length && IsIdeograph(runes[i + 1]))
                matching.Append(' ').Append(runes[i]).Append(runes[i + 1]).Append(' ');
            else if (i == 0 || !IsIdeograph(runes[i - 1]))
                matching.Append(' ').Append(runes[i]).Append(' ');
        }

        return string.Join(' ', matching.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Han, kana: scripts that are written without blanks.</summary>
    private static bool IsIdeograph(Rune rune) => rune.Value is >= 0x3040 and <= 0x30FF or >= 0x3400 and <= 0x4DBF or >= 0x4E00 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x3FFFF;
}
