using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;

namespace RetentionApi.Domain.Cases;

/// <summary>What a case begins with.</summary>
/// <param name="OpenedBy">The fact that opened it by itself; null: it was reported as a case.</param>
/// <param name="Source">With <paramref name="ExternalId"/> how a storefront knows it.</param>
public sealed record NewCase(
    Guid MerchantId, Guid Id, Guid CustomerId, Instant ReceivedAt, CaseTopic Topic, CaseSeverity Severity, IReadOnlyList<Complaint> Complaints,
    Guid? OrderId = null, Guid? ProductId = null, Guid? OwnerId = null, string? OpenedBy = null, string? Source = null, string? ExternalId = null);

/// <summary>Something that went wrong for one customer, until they say that it is solved.</summary>
/// <remarks>
/// Holds the content. The clock is the one open duty of the step it owes next: every transition ends that row and opens the next one, and whoever calls
/// saves both together. What is decided about a case is in <c>Case.Decisions.cs</c>.
/// </remarks>
public sealed partial class Case
{
    private Case()
    {
    }

    public Guid MerchantId { get; private init; }

    public Guid Id { get; private init; }

    public Guid CustomerId { get; private init; }

    public string? Source { get; private init; }

    public string? ExternalId { get; private init; }

    /// <summary>The fact that opened it by itself.</summary>
    public string? OpenedBy { get; private init; }

    public Instant ReceivedAt { get; private init; }

    public Guid? OrderId { get; private init; }

    public Guid? ProductId { get; private init; }

    public CaseTopic Topic { get; private set; }

    public CaseSeverity Severity { get; private set; }

    public Guid? OwnerId { get; private set; }

    public IReadOnlyList<Complaint> Complaints { get; private init; } = [];

    public CaseStatus Status { get; private set; }

    public CaseOutcome? Outcome { get; private set; }

    /// <summary>1, and one more for each time it was opened again: each has a fresh clock.</summary>
    public int Run { get; private set; } = 1;

    /// <summary>What the duties of this run name as their cause.</summary>
    public string Cause { get; private set; } = "";

    /// <summary>From when on the clock of this run counts.</summary>
    public Instant RunStartedAt { get; private set; }

    /// <summary>What was proposed to the customer.</summary>
    public string? Proposal { get; private set; }

    public IReadOnlyList<Goodwill> Goodwill { get; private set; } = [];

    public Instant? ResolvedAt { get; private set; }

    /// <summary>When the customer was first asked and did not answer.</summary>
    public Instant? RevisitedAt { get; private set; }

    /// <summary>When the customer said that it was not solved, oldest first.</summary>
    public IReadOnlyList<Instant> ReopenedAt { get; private set; } = [];

    public Instant? ClosedAt { get; private set; }

    /// <summary>Why a manager closed it undone.</summary>
    public string? CloseReason { get; private set; }

    /// <summary>Who has the step that went past its deadline, where the merchant named somebody for that; set by a job, ends with the step.</summary>
    public Guid? EscalatedTo { get; private set; }

    public int Version { get; private set; } = 1;

    public Instant CreatedAt { get; private init; }

    public static (Case Case, FollowUp Step) Open(NewCase what, DutyRules rules, Instant now)
    {
        var opened = new Case
        {
            MerchantId = what.MerchantId,
            Id = what.Id,
            Cause = FactKey.Case(what.Id, run: 1),
            CustomerId = what.CustomerId,
            Source = what.Source,
            ExternalId = what.ExternalId,
            OpenedBy = what.OpenedBy,
            ReceivedAt = what.ReceivedAt,
            OrderId = what.OrderId,
            ProductId = what.ProductId,
            Topic = what.Topic,
            Severity = what.Severity,
            OwnerId = what.OwnerId,
            Complaints = what.Complaints,
            RunStartedAt = CaseClock.StartOf(what.ReceivedAt, rules, now),
            CreatedAt = now,
        };
        return (opened, CaseClock.NextStep(opened, Duration.Zero, rules, now));
    }
}
