using NodaTime;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.FollowUps.DutyDays;

internal static class DutyDayWrites
{
    /// <summary>The next run of the job counts every day anew.</summary>
    public static void AddCountOfAllDays(this NpgsqlBatch batch, Guid merchantId, Instant now) =>
        batch.Add("INSERT INTO duty_day_touches (merchant_id, id) VALUES ($1, $2)", merchantId, Ids.New(now));
}
