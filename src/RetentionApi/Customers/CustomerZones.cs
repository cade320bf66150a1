using NodaTime;
using NodaTime.TimeZones;
using RetentionApi.Domain.Customers;

namespace RetentionApi.Customers;

/// <summary>Looks up the zones that a customer's profile leaves open.</summary>
internal static class CustomerZones
{
    private static readonly ILookup<string, DateTimeZone> ByCountry =
        TzdbDateTimeZoneSource.Default.ZoneLocations!.ToLookup(l => l.CountryCode, l => DateTimeZoneProviders.Tzdb[l.ZoneId]);

    /// <param name="timeZone">The customer's own, if they have one.</param>
    /// <param name="country">ISO 3166-1 alpha-2.</param>
    /// <param name="addresses">Of any channel; of those that are phone numbers the prefix tells.</param>
    /// <param name="merchant">The merchant's zone.</param>
    public static CustomerZone Of(string? timeZone, string? country, IEnumerable<string> addresses, DateTimeZone merchant) => CustomerZone.Of(
        timeZone is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(timeZone),
        country is null ? [] : [.. ByCountry[country]],
        [.. addresses.Select(ContactAddresses.CountryOf).OfType<string>().SelectMany(c => ByCountry[c]).Distinct()],
        merchant);
}
