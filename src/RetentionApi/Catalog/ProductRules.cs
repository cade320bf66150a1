using FluentValidation;
using RetentionApi.Domain.Catalog;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;

namespace RetentionApi.Catalog;

/// <summary>What holds of a product, reported or changed by hand.</summary>
internal static class ProductRules
{
    private const int LongestSku = 128, LongestName = 500, LongestCategory = 200, LongestFact = 4000, MostClaims = 50, LongestClaim = 500, MostDays = 36_500;

    public static void IsSku<T>(this IRuleBuilder<T, string> sku) => sku.Length(1, LongestSku).WithMessage($"1 to {LongestSku} characters");

    public static void IsProductName<T>(this IRuleBuilder<T, string?> name) => name.Length(1, LongestName).WithMessage($"1 to {LongestName} characters");

    public static void IsCategory<T>(this IRuleBuilder<T, string?> category) => category.MaximumLength(LongestCategory).WithMessage($"at most {LongestCategory} characters");

    public static void IsPrice<T>(this IRuleBuilder<T, Money?> price) => price.Must(p => p is null || p.Value.Amount >= 0).WithMessage("must not be negative");

    public static void AreFacts<T>(this IRuleBuilder<T, IReadOnlyDictionary<string, string>?> facts) =>
        facts.Must(f => f is null || f.All(p => LanguageTag.IsLanguage(p.Key) && p.Value is { Length: > 0 and <= LongestFact }))
            .WithMessage($"by language (BCP 47), each 1 to {LongestFact} characters");

    public static void AreClaims<T>(this IRuleBuilder<T, IReadOnlyList<string>?> claims) =>
        claims.Must(c => c is null || (c.Count <= MostClaims && c.All(text => text is { Length: > 0 and <= LongestClaim })))
            .WithMessage($"at most {MostClaims}, each 1 to {LongestClaim} characters");

    public static void AreDays<T>(this IRuleBuilder<T, int?> days) => days.InclusiveBetween(1, MostDays).WithMessage($"1 to {MostDays}");

    public static void IsPlan<T>(this IRuleBuilder<T, FollowUpPlan?> plan) =>
        plan.Must(p => p?.Check() is null).WithMessage((_, p) => p!.Check()!);

    public static void IsStock<T>(this IRuleBuilder<T, int?> stock) => stock.GreaterThanOrEqualTo(0).WithMessage("must not be negative");
}
