using System.Text.Json;
using NodaTime;
using RetentionApi.Domain.Merchants;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Merchants;

/// <summary>The merchant behind the key.</summary>
/// <param name="TimeZone">IANA name; days and business hours are its.</param>
/// <param name="Language">BCP 47; of customers whose own is not known.</param>
/// <param name="Currency">ISO 4217; what is paid in another is left out of spend.</param>
/// <param name="GrossMargin">Share of revenue, 0 to 1; null: not told, then there is no lifetime value.</param>
/// <param name="BusinessHours">When deadlines in business hours run; a day may have several, or none.</param>
/// <param name="Holidays">Days on which the merchant is closed.</param>
/// <param name="QuietHours">By the customer's clock: nothing that can wait is sent then.</param>
/// <param name="ValuePriority">The five values in the order in which the merchant serves them.</param>
/// <param name="EscalatesTo">The staff member to whom a case's step goes when its deadline has passed and its owner's team has no other lead; null: it stays with its owner, and is marked. They also find what may be wrong with a batch on their work list, to decide it.</param>
/// <param name="MailFrom">The sender of your mail, an address of your own domain; null: you send what is handed over by your own means.</param>
/// <param name="PolicyVersion">Of the numbers that hold now: `GET /v1/policy`.</param>
internal sealed record MerchantView(
    Guid Id,
    string Name,
    string TimeZone,
    string Language,
    string Currency,
    decimal? GrossMargin,
    IReadOnlyList<BusinessHours> BusinessHours,
    IReadOnlyList<LocalDate> Holidays,
    QuietHours QuietHours,
    IReadOnlyList<CustomerValue> ValuePriority,
    Guid? EscalatesTo,
    string? MailFrom,
    int PolicyVersion,
    Instant CreatedAt,
    Instant UpdatedAt,
    int Version) : IVersioned
{
    public static MerchantView Of(MerchantRow row) => new(
        row.MerchantId, row.Name, row.TimeZone, row.Language, row.Currency, row.GrossMargin, HoursOf(row), row.Holidays,
        new QuietHours(row.QuietFrom, row.QuietTo), [.. row.ValuePriority.Select(EnumWords.Parse<CustomerValue>)],
        row.EscalatesTo, row.MailFrom, row.PolicyVersion, row.CreatedAt, row.UpdatedAt, row.Version);

    private static List<BusinessHours> HoursOf(MerchantRow row) => JsonSerializer.Deserialize<List<BusinessHours>>(row.BusinessHours, JsonDefaults.Options)!;
}
