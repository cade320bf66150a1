using NodaTime;
using RetentionApi.Platform.Mediation;

namespace RetentionApi.Staffing;

/// <summary>People who stand in for each other.</summary>
/// <param name="LeadId">To whom what is overdue goes; null: nobody.</param>
/// <param name="TakesNewCustomers">Customers without an owner, for whom somebody has something to do, go to its members in turn.</param>
internal sealed record TeamView(Guid Id, string Name, Guid? LeadId, bool TakesNewCustomers, Instant CreatedAt, int Version) : IVersioned
{
    public static TeamView Of(TeamRow row) => new(row.Id, row.Name, row.LeadId, row.TakesNewCustomers, row.CreatedAt, row.Version);
}

/// <summary>Somebody is away.</summary>
/// <param name="FirstDay">In the merchant's time zone.</param>
/// <param name="LastDay">The last day away.</param>
internal sealed record AbsenceView(Guid Id, Guid StaffId, LocalDate FirstDay, LocalDate LastDay, Instant CreatedAt)
{
    public static AbsenceView Of(AbsenceRow row) => new(row.Id, row.StaffId, row.FirstDay, row.LastDay, row.CreatedAt);
}
