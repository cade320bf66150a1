using FluentValidation;
using Microsoft.EntityFrameworkCore;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Staffing;

/// <summary>What holds of a person's data, when they come and when it is changed.</summary>
internal static class StaffRules
{
    private const int LongestName = 200, LongestEmail = 254;

    public static void IsStaffName<T>(this IRuleBuilder<T, string> name) =>
        name.NotEmpty().WithMessage("must not be empty").MaximumLength(LongestName).WithMessage($"at most {LongestName} characters");

    public static void IsStaffEmail<T>(this IRuleBuilder<T, string?> email) =>
        email.MaximumLength(LongestEmail).WithMessage($"at most {LongestEmail} characters").EmailAddress().WithMessage("this is not an email address");

    public static Task<bool> IsActiveStaffAsync(this RetentionDbContext db, Guid id, CancellationToken cancellationToken) =>
        db.Set<StaffRow>().AnyAsync(s => s.Id == id && s.IsActive, cancellationToken);

    /// <summary>As it is compared.</summary>
    public static string? Normalized(string? email) => email?.Trim().ToLowerInvariant();
}
