using NodaTime;
using RetentionApi.Domain.Merchants;
using RetentionApi.Platform.Mediation;

namespace RetentionApi.Merchants.Policies;

internal enum PolicyState
{
    Active,

    /// <summary>It comes into effect at its time.</summary>
    Scheduled,

    /// <summary>It was in effect.</summary>
    Past,

    /// <summary>A newer version came before its time.</summary>
    Overtaken,
}

/// <summary>One version of the rules in numbers. It never changes; decisions cite it by its number.</summary>
/// <param name="Newest">The number of the newest version, which may be scheduled: the `ETag`.</param>
/// <param name="ActiveFrom">When it is to come into effect.</param>
/// <param name="ActivatedAt">When it did.</param>
/// <param name="Note">Why.</param>
/// <param name="RecomputeOperationId">The operation that looks at every customer anew under it; null: nothing that they stand on changed.</param>
/// <param name="CreatedBy">The member of staff, or else the key; null: made with your shop.</param>
/// <param name="Content">Every number. Durations are ISO 8601: `P7D` is seven days, `PT4H` four hours.</param>
internal sealed record PolicyVersionView(
    int Version,
    int Newest,
    PolicyState State,
    Instant ActiveFrom,
    Instant? ActivatedAt,
    string? Note,
    Guid? RecomputeOperationId,
    Instant CreatedAt,
    Guid? CreatedBy,
    Policy Content) : IVersioned
{
    /// <summary>Whoever changes the policy must have seen the newest version, not only the one in effect.</summary>
    int IVersioned.Version => Newest;

    /// <param name="current">The version in effect.</param>
    public static PolicyVersionView Of(PolicyRow row, int current, int newest) => new(
        row.Version, newest, StateOf(row, current), row.ValidFrom, row.ActivatedAt, row.Note, row.RecomputeId, row.CreatedAt, row.CreatedBy,
        PolicyContent.Read(row.Content, row.Version));

    private static PolicyState StateOf(PolicyRow row, int current) =>
        row.Version == current ? PolicyState.Active
        : row.ActivatedAt is not null ? PolicyState.Past
        : row.Version > current ? PolicyState.Scheduled
        : PolicyState.Overtaken;
}
