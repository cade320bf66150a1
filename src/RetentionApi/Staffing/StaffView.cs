using NodaTime;
using RetentionApi.Platform.Mediation;

namespace RetentionApi.Staffing;

/// <summary>A person who works for the merchant.</summary>
/// <param name="Email">Nobody else's.</param>
/// <param name="IsActive">Gets duties and may be bound to keys.</param>
internal sealed record StaffView(Guid Id, string Name, string? Email, bool IsActive, Instant CreatedAt, int Version) : IVersioned
{
    public static StaffView Of(StaffRow row) => new(row.Id, row.Name, row.Email, row.IsActive, row.CreatedAt, row.Version);
}
