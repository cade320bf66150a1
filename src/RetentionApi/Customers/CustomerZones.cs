using NodaTime;
using NodaTime.TimeZones;

namespace RetentionApi.Customers;

/// <summary>By which clocks a customer may live.</summary>
internal static class CustomerZones
{
    private static readonly Dictionary<string, DateTimeZone[]> ByCountry = TzdbDateTimeZoneSource.Default.ZoneLocations!
        .GroupBy(l => l.CountryCode)
        .ToDictionary(g => g.Key, g => g.Select(l => DateTimeZoneProviders.Tzdb[l.ZoneId]).ToArray());

    /// <summary>Their own zone; else all that their country or, where that is not known, their phone's prefix leaves; none where nothing is known.</summary>
    public static IReadOnlyCollection<DateTimeZone> Of(string? timeZone, string? country, IEnumerable<string> addresses)
    {
        if (timeZone is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(timeZone) is { } own)
            return [own];
        var from = country ?? addresses.Select(ContactAddresses.CountryOf).FirstOrDefault(c => c is not null);
        return from is not null && ByCountry.TryGetValue(from, out var zones) ? zones : [];
    }
}
