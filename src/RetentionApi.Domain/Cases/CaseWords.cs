using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Merchants;

namespace RetentionApi.Domain.Cases;

/// <summary>How far a case has come. It only goes forward; a customer who says at the revisit that it is not solved begins it anew.</summary>
public enum CaseStatus
{
    Received,
    Acknowledged,
    Investigating,
    Proposed,
    Resolved,

    /// <summary>Asked once whether it is solved, and no answer so far.</summary>
    Revisited,
    Closed,
}

/// <summary>How a case ended.</summary>
public enum CaseOutcome
{
    /// <summary>The customer said that it is solved.</summary>
    Confirmed,

    /// <summary>Asked twice and no answer, or closed by a manager: neither good nor bad.</summary>
    Unconfirmed,
}

/// <summary>What it is about: one of the five values, or something else.</summary>
public enum CaseTopic
{
    Price,
    Convenience,
    Quality,
    Relationship,
    Environment,
    Product,
    Delivery,
    Other,
}

public static class CaseTopics
{
    /// <summary>Which of the five values a complaint about this says is missed; null: none in particular.</summary>
    public static CustomerValue? MissedValue(this CaseTopic topic) => topic switch
    {
        CaseTopic.Price => CustomerValue.Price,
        CaseTopic.Convenience or CaseTopic.Delivery => CustomerValue.Convenience,
        CaseTopic.Quality or CaseTopic.Product => CustomerValue.Quality,
        CaseTopic.Relationship => CustomerValue.Relationship,
        CaseTopic.Environment => CustomerValue.Environment,
        _ => null,
    };
}

public enum CaseSeverity
{
    Minor,
    Normal,
    Severe,
}

/// <summary>What the customer said when asked whether it is solved.</summary>
public enum RevisitOutcome
{
    Solved,
    NotSolved,
    NoAnswer,
}

public enum GoodwillKind
{
    Refund,
    Replacement,
    Discount,
    Gift,
    Other,
}

/// <summary>One time the customer said that something is wrong; the first opens the case, a later one about the same order joins it.</summary>
/// <param name="Source">The fact it was told in: <c>interaction:{id}</c>, <c>orderLine:{id}</c> …; null for a case that was reported as such.</param>
/// <param name="Rating">1 or 2 where it is an answer to a check.</param>
public sealed record Complaint(string? Source, Instant OccurredAt, string? Text, int? Rating = null);

/// <summary>What was given beyond what was owed.</summary>
/// <param name="Amount">What it cost; null: not in money.</param>
/// <param name="By">The staff member; null: a key without one.</param>
public sealed record Goodwill(GoodwillKind Kind, Money? Amount, string Reason, Instant GivenAt, Guid? By);
