using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Customers;

/// <summary>The timeline, where a decision writes it; reported facts write it in their own statements.</summary>
internal static class TimelineWrites
{
    /// <summary>Something that happened with a customer: kept with the rest of what the context saves.</summary>
    /// <param name="kind">See <see cref="TimelineRow.Kind"/>.</param>
    /// <param name="subjectId">What it is about; null: the customer.</param>
    public static void AddEntry(this RetentionDbContext db, Guid customerId, Instant at, string kind, Guid? subjectId, string summary, Instant now) => db.Add(new TimelineRow
    {
        MerchantId = db.MerchantId,
        CustomerId = customerId,
        OccurredAt = at,
        Id = Ids.New(now),
        Kind = kind,
        SubjectId = subjectId,
        Summary = summary,
    });
}
