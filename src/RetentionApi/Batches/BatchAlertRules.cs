using FluentValidation;
using RetentionApi.Domain.Batches;

namespace RetentionApi.Batches;

internal static class BatchAlertRules
{
    public static void IsAlertText<T>(this IRuleBuilder<T, string?> text) =>
        text.MaximumLength(BatchAlert.LongestText).WithMessage($"at most {BatchAlert.LongestText} characters");
}
