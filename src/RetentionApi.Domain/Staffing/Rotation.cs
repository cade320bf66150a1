using NodaTime;

namespace RetentionApi.Domain.Staffing;

/// <summary>Somebody who is here today and may be given work.</summary>
/// <param name="LastTurnAt">When the turn last came to them; null: never.</param>
public sealed record Colleague(Guid Id, Guid? TeamId, bool TakesNewCustomers, Instant? LastTurnAt);

/// <summary>Whose turn it is: of those who may take a piece of work, whoever has waited longest. It goes on where it stopped, whoever comes, leaves or is away.</summary>
public sealed class Rotation(IEnumerable<Colleague> present, Instant now)
{
    private readonly List<Colleague> waiting = [.. present.OrderBy(c => c.LastTurnAt ?? Instant.MinValue).ThenBy(c => c.Id)];
    private readonly List<Guid> taken = [];

    /// <summary>When each who had a turn had their last one: a microsecond apart, so that the order is kept.</summary>
    public IReadOnlyDictionary<Guid, Instant> Turns =>
        taken.Select((id, place) => (id, At: now + Duration.FromNanoseconds(1_000L * place))).GroupBy(t => t.id).ToDictionary(g => g.Key, g => g.Max(t => t.At));

    /// <summary>Whether anybody takes customers who have no owner.</summary>
    public bool HasTakers => waiting.Exists(c => c.TakesNewCustomers);

    /// <summary>For a customer without an owner; null: nobody takes any.</summary>
    public Guid? NextTaker() => Next(c => c.TakesNewCustomers);

    public bool CanStandInFor(Guid staffId, Guid? teamId) => waiting.Exists(c => IsStandIn(c, staffId, teamId));

    /// <summary>For one who is away: somebody of their team.</summary>
    public Guid? NextStandInFor(Guid staffId, Guid? teamId) => Next(c => IsStandIn(c, staffId, teamId));

    private static bool IsStandIn(Colleague colleague, Guid staffId, Guid? teamId) => teamId is not null && colleague.TeamId == teamId && colleague.Id != staffId;

    private Guid? Next(Predicate<Colleague> may)
    {
        if (waiting.FindIndex(may) is not (>= 0 and var place))
            return null;
        var colleague = waiting[place];
        waiting.RemoveAt(place);
        waiting.Add(colleague);
        taken.Add(colleague.Id);
        return colleague.Id;
    }
}
