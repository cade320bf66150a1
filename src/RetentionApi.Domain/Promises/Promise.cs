using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Relationships;

namespace RetentionApi.Domain.Promises;

/// <summary>How a promise stands.</summary>
public enum PromiseStatus
{
    Open,
    Kept,
    Broken,

    /// <summary>The customer agreed to another date: a promise of its own stands instead.</summary>
    Renegotiated,

    /// <summary>Broken, then fulfilled late, and the customer was told or compensated.</summary>
    Repaired,

    /// <summary>What it was about is gone: the order was cancelled, or never paid; the customer does not want to know any more. Or nobody will ever know: deliveries are not reported.</summary>
    Withdrawn,
}

/// <summary>What makes a breach good beside late fulfilment.</summary>
public enum RepairMeans
{
    Told,
    Compensated,
}

/// <summary>What a promise begins with.</summary>
/// <param name="Source">What made it: <c>delivery:{id}</c>, <c>case:{id}</c>, <c>interaction:{id}</c>, <c>suggestion:{id}:{customerId}</c>, <c>interest:{id}</c>, <c>orderLine:{id}</c> for what a product claims …; no two promises have it.</param>
/// <param name="What">In words.</param>
/// <param name="DueAt">The promised instant; of a promised day its end.</param>
/// <param name="MadeBy">The staff member who gave it; null: the merchant.</param>
/// <param name="Place">Where it was given: phone, product page …</param>
/// <param name="Grace">How much later than <paramref name="DueAt"/> still keeps it.</param>
public sealed record NewPromise(
    Guid MerchantId, Guid Id, Guid CustomerId, string Source, string What, Instant MadeAt, Instant DueAt, Guid? MadeBy = null, string? Place = null, Guid? OrderId = null, Duration Grace = default);

/// <summary>What became of a promise.</summary>
/// <param name="BrokenAt">When it was broken; stays when it is made good.</param>
/// <param name="SettledAt">When it became what it is: kept, broken, made good …; null while it is open.</param>
/// <param name="SettledBy">The staff member who said so; null: the product, or a key without one.</param>
/// <param name="IsByHand">A person said what became of it: facts do not change that.</param>
/// <param name="Note">Why, or how, in the words of who settled it; of a renegotiation the customer's yes.</param>
/// <param name="ReplacedBy">The promise that stands instead of a renegotiated one.</param>
public sealed record PromiseState(
    PromiseStatus Status, Instant? BrokenAt, Instant? SettledAt, Guid? SettledBy, bool IsByHand, string? Note, RepairMeans? RepairedBy, Guid? ReplacedBy, int Version);

/// <summary>Something the merchant told one customer that they would do, and by when.</summary>
/// <remarks>
/// Holds the content. Its clock is one duty; whoever decides saves both together. That the time is over is what the duty's miss says, and the derivation
/// breaks the promise then. What people decide is in <c>Promise.Decisions.cs</c>.
/// </remarks>
public sealed partial class Promise
{
    private Promise()
    {
    }

    public Guid MerchantId { get; private init; }

    public Guid Id { get; private init; }

    public Guid CustomerId { get; private init; }

    public string Source { get; private init; } = "";

    public string What { get; private init; } = "";

    public Guid? MadeBy { get; private init; }

    public string? Place { get; private init; }

    public Instant MadeAt { get; private init; }

    public Instant DueAt { get; private init; }

    public Duration Grace { get; private init; }

    public Guid? OrderId { get; private init; }

    public PromiseStatus Status { get; private set; }

    public Instant? BrokenAt { get; private set; }

    public Instant? SettledAt { get; private set; }

    public Guid? SettledBy { get; private set; }

    public bool IsSettledByHand { get; private set; }

    public string? Note { get; private set; }

    public RepairMeans? RepairedBy { get; private set; }

    public Guid? ReplacedBy { get; private set; }

    public int Version { get; private set; } = 1;

    public Instant CreatedAt { get; private init; }

    /// <summary>From then on it is broken.</summary>
    public Instant Deadline => DueAt + Grace;

    /// <summary>Its duty is still to be done: it is open, or broken and not made good.</summary>
    public bool IsOwed => Status is PromiseStatus.Open or PromiseStatus.Broken && !IsClaim;

    /// <summary>What a product claims has no date and no duty: it is known as a promise once it turned out true or not.</summary>
    public bool IsClaim => Source.StartsWith("orderLine:", StringComparison.Ordinal);

    public static Promise Make(NewPromise what, Instant now) => new()
    {
        MerchantId = what.MerchantId,
        Id = what.Id,
        CustomerId = what.CustomerId,
        Source = what.Source,
        What = what.What,
        MadeBy = what.MadeBy,
        Place = what.Place,
        MadeAt = what.MadeAt,
        DueAt = what.DueAt,
        Grace = what.Grace,
        OrderId = what.OrderId,
        CreatedAt = now,
    };

    /// <summary>As it was written.</summary>
    public static Promise Stored(NewPromise what, PromiseState state, Instant createdAt)
    {
        var stored = Make(what, createdAt);
        (stored.Status, stored.BrokenAt, stored.SettledAt, stored.SettledBy, stored.IsSettledByHand) = (state.Status, state.BrokenAt, state.SettledAt, state.SettledBy, state.IsByHand);
        (stored.Note, stored.RepairedBy, stored.ReplacedBy, stored.Version) = (state.Note, state.RepairedBy, state.ReplacedBy, state.Version);
        return stored;
    }

    /// <summary>The duty to do what was promised; null where the time is over already: the past owes nothing.</summary>
    /// <param name="ownerId">Who does it, where nobody gave it in person.</param>
    public FollowUp? Duty(Guid? ownerId, DutyRules rules, Instant now)
    {
        if (Deadline <= now)
            return null;
        var dueAt = Instant.Max(Deadline - rules.Policy.Promises.DueBefore, now);
        return new FollowUp
        {
            MerchantId = MerchantId,
            Id = Ids.New(now),
            CustomerId = CustomerId,
            Kind = FollowUpKind.Promise,
            Level = Level.Responsible,
            Cause = FactKey.Promise(Id),
            Step = 1,
            PolicyVersion = rules.Policy.Version,
            CreatedAt = now,
            OwnerId = MadeBy ?? ownerId,
            Status = dueAt <= now ? FollowUpStatus.Due : FollowUpStatus.Scheduled,
            DueAt = dueAt,
            Deadline = Deadline,
            Channel = ContactChannel.Staff,
        };
    }
}
