using System.Text.Json;
using NodaTime;
using RetentionApi.Customers;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Mediation;

namespace RetentionApi.Segments;

/// <summary>Customers who have something in common.</summary>
/// <param name="Criteria">All of it holds of each of them.</param>
/// <param name="Customers">How many there were at `countedAt`; counted when it is saved, and each hour.</param>
internal sealed record SegmentView(Guid Id, string Name, CustomerCriteria Criteria, long Customers, Instant CountedAt, Instant CreatedAt, int Version) : IVersioned
{
    public static SegmentView Of(SegmentRow row) => new(row.Id, row.Name, CriteriaOf(row), row.Customers, row.CountedAt, row.CreatedAt, row.Version);

    public static CustomerCriteria CriteriaOf(SegmentRow row) => JsonSerializer.Deserialize<CustomerCriteria>(row.Criteria, JsonDefaults.Options)!;
}
