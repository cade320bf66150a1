using FluentValidation;
using NodaTime;

namespace RetentionApi.Promises;

/// <summary>What holds of promises that are told.</summary>
internal static class PromiseRules
{
    private const int LongestText = 4000, LongestPlace = 200;

    public static void IsPromiseText<T>(this IRuleBuilder<T, string> text) =>
        text.Must(t => t.Trim().Length is > 0 and <= LongestText).WithMessage($"1 to {LongestText} characters");

    public static void IsPromiseNote<T>(this IRuleBuilder<T, string?> note) => note.MaximumLength(LongestText).WithMessage($"at most {LongestText} characters");

    public static void IsPlace<T>(this IRuleBuilder<T, string?> place) => place.MaximumLength(LongestPlace).WithMessage($"at most {LongestPlace} characters");

    /// <param name="day">The other way to say it.</param>
    public static void IsOneTime<T>(this IRuleBuilder<T, Instant?> at, Func<T, LocalDate?> day) =>
        at.Must((command, told) => told is null != day(command) is null).WithMessage("either dueAt or dueOn");
}
