using NodaTime;
using RetentionApi.Domain.Common;

namespace RetentionApi.Domain.Defections;

/// <summary>A customer who left: one line for each time, and at most one that is open.</summary>
public sealed record Defection
{
    public required Guid MerchantId { get; init; }

    public required Guid Id { get; init; }

    /// <summary>Under whom it was noticed.</summary>
    public required Guid CustomerId { get; init; }

    /// <summary>Whose it is: after a merge the survivor's.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>The day they crossed into <c>lost</c>, or said that they leave. Once on record it stays, whatever later fits say of the day.</summary>
    public required LocalDate LostOn { get; init; }

    /// <summary>When they said that they leave; null: their silence says so.</summary>
    public Instant? ToldAt { get; init; }

    /// <summary>The last day on which they had ordered.</summary>
    public LocalDate? SilentSince { get; init; }

    /// <summary>When we saw them cross; null where it was past when we learnt of it, which calls for no win-back.</summary>
    public Instant? WatchedAt { get; init; }

    public required Instant NoticedAt { get; init; }

    public DefectionCause Cause { get; init; } = DefectionCause.Unknown;

    public CauseKnowledge Known { get; init; }

    /// <summary>What an inferred cause was inferred from.</summary>
    public Explanation? Reason { get; init; }

    /// <summary>In the customer's words.</summary>
    public string? Text { get; init; }

    /// <summary>What was owed to them on that day.</summary>
    public IReadOnlyList<Debt> OwedThen { get; init; } = [];

    /// <summary>When cause and debts were looked for; null: not yet.</summary>
    public Instant? LookedIntoAt { get; init; }

    /// <summary>In the merchant's currency, when they were lost.</summary>
    public decimal? ValueAtStake { get; init; }

    /// <summary>Who looked after them then.</summary>
    public Guid? OwnerId { get; init; }

    public LocalDate? CameBackOn { get; init; }

    public Guid? CameBackOrderId { get; init; }

    public DefectionWithdrawal? Withdrawal { get; init; }

    public int Version { get; init; } = 1;

    public bool Stands => Withdrawal is null;

    public bool IsOpen => Stands && CameBackOn is null;

    /// <summary>They said that they leave, or why they left: that stands, whatever a model makes of their silence.</summary>
    public bool IsTold => ToldAt is not null || Known is CauseKnowledge.Told;

    /// <summary>From when on an order means that they came back.</summary>
    public Instant LostAt(DateTimeZone zone) =>
        ToldAt is { } at && at.InZone(zone).Date == LostOn ? at : LostOn.AtStartOfDayInZone(zone).ToInstant();

    /// <summary>The customer said why: of that, nothing that was inferred stays.</summary>
    public Defection Tell(DefectionCause cause, string? text) =>
        this with { Cause = cause, Known = CauseKnowledge.Told, Reason = null, Text = string.IsNullOrWhiteSpace(text) ? Text : text.Trim(), Version = Version + 1 };

    /// <summary>Another word about it, by who keeps the ledger; why they left stays as it was known.</summary>
    public Defection Note(string? text) => this with { Text = string.IsNullOrWhiteSpace(text) ? null : text.Trim(), Version = Version + 1 };

    /// <summary>The customer said something of it, and none of the causes: what was inferred stays.</summary>
    public Defection Say(string words, Instant at) => this with { ToldAt = ToldAt ?? at, Text = words.Trim(), Version = Version + 1 };
}
