using NodaTime;
using RetentionApi.Domain.Defections;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.Defections;

/// <summary>Lines of the ledger in few words; the shop's days begin in UTC.</summary>
internal static class Losses
{
    /// <summary>Lost by silence on a day, since the last order on another.</summary>
    public static Defection Lost(int number, double day, double silentSince, bool isWatched = false) => new()
    {
        MerchantId = Guid.Empty,
        Id = Id(number),
        CustomerId = Id(1),
        PersonId = Id(1),
        LostOn = Date(day),
        SilentSince = Date(silentSince),
        WatchedAt = isWatched ? Day(day) : null,
        NoticedAt = Day(day),
    };

    public static LocalDate Date(double day) => Day(day).InUtc().Date;
}
