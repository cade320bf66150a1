namespace RetentionApi.Domain.Common;

/// <summary>Why something is as it is. Code and parameters are the contract; the text is rendered from one catalogue in the reader's language.</summary>
/// <param name="Code">Stable and dotted, e.g. <c>rung.enquiryLate</c>.</param>
/// <param name="Params">What the text's placeholders stand for: numbers, strings, instants and dates, camelCase names.</param>
public sealed record Explanation(string Code, IReadOnlyDictionary<string, object> Params)
{
    /// <summary>Members of an enum go by the name that the API gives them.</summary>
    public static Explanation Of(string code, params (string Name, object Value)[] parameters) =>
        new(code, parameters.ToDictionary(p => p.Name, p => p.Value is Enum member ? NameOf(member) : p.Value));

    /// <summary>As the API writes it: <c>Level.Responsible</c> is <c>responsible</c>.</summary>
    public static string NameOf(Enum member)
    {
        var name = member.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
