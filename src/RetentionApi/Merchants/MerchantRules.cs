using FluentValidation;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;

namespace RetentionApi.Merchants;

/// <summary>What holds of a merchant's own data, when it is made and when it is changed.</summary>
internal static class MerchantRules
{
    private const int LongestName = 200;

    public static void IsMerchantName<T>(this IRuleBuilder<T, string> name) =>
        name.NotEmpty().WithMessage("must not be empty").MaximumLength(LongestName).WithMessage($"at most {LongestName} characters");

    public static void IsTimeZone<T>(this IRuleBuilder<T, string> zone) =>
        zone.Must(z => z is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(z) is not null).WithMessage("an IANA time zone, like Asia/Shanghai");

    public static void IsCurrency<T>(this IRuleBuilder<T, string> currency) =>
        currency.Must(c => c is not null && Money.IsCurrency(c)).WithMessage("three capital letters (ISO 4217), like CNY");

    public static void IsLanguage<T>(this IRuleBuilder<T, string?> language) =>
        language.Must(l => l is null || LanguageTag.IsLanguage(l)).WithMessage("BCP 47, like zh-CN or en");
}
