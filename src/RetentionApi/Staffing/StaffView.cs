using NodaTime;
using RetentionApi.Platform.Mediation;

namespace RetentionApi.Staffing;

/// <summary>A person who works for the merchant.</summary>
/// <param name="Email">Nobody else's.</param>
/// <param name="IsActive">Gets duties and may be bound to keys.</param>
/// <param name="TeamId">Whose members stand in for each other; null: none.</param>
internal sealed record StaffView(Guid Id, string Name, string? Email, bool IsActive, Guid? TeamId, Instant CreatedAt, int Version) : IVersioned
{
    public static StaffView Of(StaffRow row) => new(row.Id, row.Name, row.Email, row.IsActive, row.TeamId, row.CreatedAt, row.Version);
}
