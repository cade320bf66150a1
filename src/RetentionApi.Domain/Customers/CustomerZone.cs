using NodaTime;
using RetentionApi.Domain.Merchants;

namespace RetentionApi.Domain.Customers;

/// <summary>By which clocks a customer may be living: their own zone, else those that country and phone prefix leave; nothing known: none.</summary>
/// <param name="Candidates">One: it is known. Several: whoever writes keeps to hours that are allowed in all of them.</param>
/// <param name="Merchant">Stands in where nothing is known, or where the candidates share no allowed hour.</param>
public sealed record CustomerZone(IReadOnlyList<DateTimeZone> Candidates, DateTimeZone Merchant)
{
    /// <param name="own">What the customer or the storefront told.</param>
    /// <param name="byCountry">The zones of their country.</param>
    /// <param name="byPhone">The zones of the countries that share the prefix of their phone.</param>
    public static CustomerZone Of(DateTimeZone? own, IReadOnlyCollection<DateTimeZone> byCountry, IReadOnlyCollection<DateTimeZone> byPhone, DateTimeZone merchant)
    {
        if (own is not null)
            return new CustomerZone([own], merchant);
        // Where country and phone contradict each other, the country is where they live and the phone where they come from.
        DateTimeZone[] both = [.. byCountry.Intersect(byPhone)];
        return new CustomerZone([.. both.Length > 0 ? both : byCountry.Count > 0 ? byCountry : byPhone], merchant);
    }

    /// <summary>The zone in which times are shown to the customer.</summary>
    public DateTimeZone Shown => Candidates.Count == 1 ? Candidates[0] : Merchant;

    /// <summary>The first instant from <paramref name="at"/> on at which nobody's quiet hours are broken.</summary>
    public Instant NextAllowed(Instant at, QuietHours quietHours) => Candidates.Count switch
    {
        0 => quietHours.NextAllowed(at, Merchant),
        1 => quietHours.NextAllowed(at, Candidates[0]),
        _ => quietHours.NextAllowed(at, Candidates) ?? quietHours.NextAllowed(at, Merchant),
    };
}
