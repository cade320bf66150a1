using FluentValidation;

namespace RetentionApi.Cases;

/// <summary>What holds of texts about a case.</summary>
internal static class CaseRules
{
    private const int LongestText = 4000;

    public static void IsCaseText<T>(this IRuleBuilder<T, string> text) =>
        text.Must(t => t.Trim().Length is > 0 and <= LongestText).WithMessage($"1 to {LongestText} characters");

    public static void IsCaseNote<T>(this IRuleBuilder<T, string?> note) => note.MaximumLength(LongestText).WithMessage($"at most {LongestText} characters");
}
