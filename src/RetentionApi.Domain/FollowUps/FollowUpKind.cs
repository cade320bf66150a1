namespace RetentionApi.Domain.FollowUps;

/// <summary>What a merchant can owe one customer, and with the last two themselves.</summary>
public enum FollowUpKind
{
    Welcome,
    Answer,
    OrderFacts,
    Replenish,
    NewsAskedFor,
    BestValue,
    QualityCheck,
    RegularVisit,
    Warranty,
    BatchAlert,
    CaseStep,
    Promise,
    AskSuggestions,
    SuggestionReply,
    Repair,
    RiskReminder,
    WinBack,

    /// <summary>A line of a review's improvement list: owed to nobody outside.</summary>
    Improvement,

    /// <summary>What customers say of a batch calls for an alert: a manager confirms or dismisses it. Owed to nobody outside, for nobody outside knows of it yet.</summary>
    AlertDecision,
}

public static class FollowUpKinds
{
    /// <summary>Whether customers wait for it; what a merchant owes themselves is counted apart, leaves no evidence and stands in no timeline.</summary>
    public static bool IsOwedToCustomer(this FollowUpKind kind) => kind is not (FollowUpKind.Improvement or FollowUpKind.AlertDecision);
}

public enum FollowUpStatus
{
    Scheduled,
    Due,
    Claimed,
    Done,
    Skipped,
    Cancelled,

    /// <summary>Past its deadline. Not an end: it stays first on the list and can still be done, late.</summary>
    Missed,
}

public enum FollowUpOutcome
{
    Answered,

    /// <summary>Asked, no reply; an answer may come later.</summary>
    NoAnswer,

    /// <summary>No more of this kind for 365 days.</summary>
    Declined,
}

/// <summary>Why the product ended a duty: not owed after all, in no measure, no evidence.</summary>
public enum CancellationCause
{
    Stopped,
    NoContact,
    NotPermitted,
    Merged,
    Erased,
}

public enum ContactChannel
{
    /// <summary>A person of the merchant's does it.</summary>
    Staff,
    Email,
    Sms,
    Phone,
    WeChat,
    WhatsApp,
    Push,
}

/// <summary>Set by the template, not by the caller; decides consent, quiet hours and cap.</summary>
public enum MessageClass
{
    /// <summary>To what the customer began: goes at once.</summary>
    Reply,

    /// <summary>Order facts, recall, warranty: obeys quiet hours.</summary>
    Service,

    /// <summary>Obeys quiet hours, the cap, and waits while a case is open.</summary>
    Survey,

    /// <summary>As surveys.</summary>
    Marketing,
}
