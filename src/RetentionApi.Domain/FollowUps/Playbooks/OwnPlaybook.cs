using NodaTime;

namespace RetentionApi.Domain.FollowUps.Playbooks;

/// <summary>What a merchant does otherwise than the product's own playbook for the same fact. What is not said stays as the product has it, with the policy's numbers.</summary>
public sealed record OwnPlaybook
{
    /// <summary>Nothing new is begun; what is under way goes on.</summary>
    public bool IsPaused { get; init; }

    /// <summary>All of them must hold when a step is opened, and again when its message is about to go.</summary>
    public IReadOnlyList<PlaybookCondition> Conditions { get; init; } = [];

    /// <summary>Steps that differ, by their number.</summary>
    public IReadOnlyList<OwnStep> Steps { get; init; } = [];

    /// <summary>What ends a step that is not done; null: as the product has it. An objection ends it in any case.</summary>
    public IReadOnlyList<StopConditions>? Stops { get; init; }

    /// <summary>The book as the merchant wants it.</summary>
    public Playbook ApplyTo(Playbook book) => book with
    {
        IsPaused = IsPaused,
        When = Conditions,
        Steps = [.. book.Steps.Select(step => Steps.FirstOrDefault(own => own.Number == step.Number)?.ApplyTo(step) ?? step)],
        Stops = Stops is null ? book.Stops : Stops.Aggregate(book.Stops & OwnPlaybookRules.Objections, (all, stop) => all | stop),
    };
}

/// <summary>A step that differs; null: as the product has it.</summary>
/// <param name="Number">Of the product's step.</param>
/// <param name="After">From the fact to the due time; negative: before it, for what the fact foretells.</param>
/// <param name="Within">From the due time to the deadline.</param>
/// <param name="Channels">Tried in this order when due; not `staff` beside others.</param>
/// <param name="Message">A stricter class than the product's: `marketing` is stricter than `survey`, then `service`, then `reply`.</param>
/// <param name="Template">Key of the message's template.</param>
public sealed record OwnStep(
    int Number, Duration? After = null, TimeLimit? Within = null, IReadOnlyList<ContactChannel>? Channels = null, MessageClass? Message = null, string? Template = null)
{
    public PlaybookStep ApplyTo(PlaybookStep step) => new(
        step.Number, After ?? step.After, Within ?? step.Within, Channels ?? step.Channels, Message ?? step.Message, Template ?? step.Template);
}
