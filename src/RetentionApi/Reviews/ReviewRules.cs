using FluentValidation;
using RetentionApi.Domain.Reviews;

namespace RetentionApi.Reviews;

/// <summary>What holds of the words of a review wherever they come in.</summary>
internal static class ReviewRules
{
    public static void IsReviewText<T>(this IRuleBuilder<T, string> text) => text
        .Must(t => !string.IsNullOrWhiteSpace(t)).WithMessage("must not be empty")
        .MaximumLength(Review.LongestText).WithMessage($"at most {Review.LongestText} characters");

    public static void IsReviewNote<T>(this IRuleBuilder<T, string?> note) =>
        note.MaximumLength(Review.LongestText).WithMessage($"at most {Review.LongestText} characters");
}
