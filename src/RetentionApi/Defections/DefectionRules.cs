using FluentValidation;

namespace RetentionApi.Defections;

internal static class DefectionRules
{
    public const int LongestText = 2000;

    public static void IsDefectionText<T>(this IRuleBuilder<T, string?> text) => text.MaximumLength(LongestText).WithMessage($"at most {LongestText} characters");
}
