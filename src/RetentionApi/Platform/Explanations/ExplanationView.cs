using NodaTime;
using RetentionApi.Domain.Common;

namespace RetentionApi.Platform.Explanations;

/// <summary>Why something is as it is.</summary>
/// <param name="Code">Stable and dotted; with `params` the contract.</param>
/// <param name="Params">What the text speaks of: numbers, times, names, the `source` behind it.</param>
/// <param name="Text">The same in a sentence, in the language of Accept-Language (zh-CN, en), else the merchant's.</param>
internal sealed record ExplanationView(string Code, IReadOnlyDictionary<string, object> Params, string Text);

/// <summary>Who reads: in which language, and by which clock.</summary>
internal readonly record struct Reader(string Language, DateTimeZone Zone)
{
    public ExplanationView Explain(Explanation explanation) =>
        new(explanation.Code, explanation.Params, ExplanationCatalogue.Render(explanation, Language, Zone));
}
