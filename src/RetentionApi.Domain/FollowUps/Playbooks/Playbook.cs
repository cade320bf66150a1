using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Merchants;
using RetentionApi.Domain.Relationships;

namespace RetentionApi.Domain.FollowUps.Playbooks;

/// <summary>Which fact makes a duty owed; each has one piece of code that finds it, and at most one playbook.</summary>
public enum PlaybookTrigger
{
    FirstContact,

    /// <summary>An enquiry about a product.</summary>
    Enquiry,

    /// <summary>An enquiry that wants advice or names no product.</summary>
    AdviceEnquiry,

    /// <summary>An enquiry about a product that cannot be returned.</summary>
    EnquiryAboutFinalSale,

    /// <summary>An order of a product that cannot be returned, or the first of one with facts.</summary>
    OrderOfProductWithFacts,

    /// <summary>What a customer asked to be told of a product is true.</summary>
    InterestFulfilled,

    /// <summary>Visits on two days to one category, without an order.</summary>
    RepeatedVisits,

    Delivery,

    /// <summary>A delivered product is used up.</summary>
    UseUp,

    WarrantyEnd,

    /// <summary>A manager has confirmed that something is wrong with a batch they bought of.</summary>
    BatchAlertConfirmed,

    /// <summary>A buyer has answered no check for long.</summary>
    Silence,

    LevelLapsing,

    RiskBecameHigh,

    /// <summary>A customer is lost, and we saw it happen.</summary>
    RiskBecameLost,

    /// <summary>What was done for the customer has turned out well more than once.</summary>
    GoodOutcomes,

    Suggestion,

    /// <summary>A case is open; its decisions open its steps.</summary>
    CaseOpened,

    /// <summary>A promise was made; the decision that made it opens its duty.</summary>
    PromiseMade,
}

/// <summary>What else must hold when the duty is opened.</summary>
[Flags]
public enum OpeningConditions
{
    None = 0,
    HasContactPoint = 1,
    NotImported = 2,
}

/// <summary>What ends a duty that is not done yet, as <c>stopped</c>.</summary>
[Flags]
public enum StopConditions
{
    None = 0,
    NoKeptLine = 1,
    BoughtAgain = 2,
    Ordered = 4,
    Recovered = 8,
    ProfilingObjection = 16,
    MarketingObjection = 32,
}

/// <summary>What the merchant owes when something happens, as data.</summary>
/// <param name="Level">The rung it serves; null: none, or the one at stake.</param>
/// <param name="Version">Duties that were opened under a version keep it: later versions do not move them.</param>
public sealed record Playbook(
    PlaybookTrigger Trigger, FollowUpKind Kind, Level? Level, OpeningConditions Conditions, IReadOnlyList<PlaybookStep> Steps, StopConditions Stops, int Version)
{
    /// <summary>A customer waits for an answer: no wish to hear less of its kind speaks of it.</summary>
    public bool IsAnswer => Trigger is PlaybookTrigger.Enquiry or PlaybookTrigger.AdviceEnquiry;

    /// <summary>Whatever the customer declined of its kind, the next one is owed: they wait for an answer, or must know.</summary>
    public bool OutlivesRefusals => IsAnswer || Trigger is PlaybookTrigger.BatchAlertConfirmed;

    /// <summary>Whether it is what a stored duty follows: by its kind, and where two books have one kind by its cause.</summary>
    public bool Explains(FollowUp duty) => duty.Kind == Kind && Trigger switch
    {
        PlaybookTrigger.AdviceEnquiry => duty.HasSubject,
        PlaybookTrigger.RepeatedVisits => FactKey.VisitId(duty.Cause) is not null,
        PlaybookTrigger.EnquiryAboutFinalSale => FactKey.InteractionId(duty.Cause) is not null,
        PlaybookTrigger.OrderOfProductWithFacts => FactKey.InteractionId(duty.Cause) is null,
        _ => true,
    };

    /// <summary>The merchant's own conditions; all of them must hold.</summary>
    public IReadOnlyList<PlaybookCondition> When { get; init; } = [];

    /// <summary>Nothing new is begun; what is under way goes on.</summary>
    public bool IsPaused { get; init; }

    /// <summary>Whether it may be begun, as far as the merchant's own conditions go.</summary>
    public bool Suits(DutySubject about) => When.All(condition => condition.Holds(about));
}

/// <param name="Number">1, 2 … within the playbook.</param>
/// <param name="After">From the trigger's instant to the due instant.</param>
/// <param name="Within">From the due instant to the deadline.</param>
/// <param name="Channels">Tried in this order when due.</param>
/// <param name="Message">Decides the consent that is needed; null where there is nothing to write.</param>
/// <param name="Template">Key of the message's template; null where there is nothing to write.</param>
public sealed record PlaybookStep(
    int Number, Duration After, TimeLimit Within, IReadOnlyList<ContactChannel> Channels, MessageClass? Message = null, string? Template = null);

public enum TimeUnit
{
    Elapsed,
    BusinessHours,
    BusinessDays,
}

/// <summary>How long a step may take.</summary>
/// <param name="Duration">Of time that passes, or of business hours.</param>
/// <param name="Days">Business days.</param>
public sealed record TimeLimit(TimeUnit Unit, Duration Duration = default, int Days = 0)
{
    public static TimeLimit Elapsed(Duration duration) => new(TimeUnit.Elapsed, duration);

    public static TimeLimit BusinessHours(Duration duration) => new(TimeUnit.BusinessHours, duration);

    public static TimeLimit BusinessDays(int days) => new(TimeUnit.BusinessDays, Duration.Zero, days);

    /// <returns>Null where the merchant is closed for as long as can be seen: no deadline, so no duty.</returns>
    public Instant? From(Instant due, BusinessCalendar calendar) => Unit switch
    {
        TimeUnit.BusinessHours => calendar.Due(due, Duration),
        TimeUnit.BusinessDays => calendar.DueInBusinessDays(due, Days),
        _ => due + Duration,
    };
}
