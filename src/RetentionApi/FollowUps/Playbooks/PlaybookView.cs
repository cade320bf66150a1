using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.FollowUps.Playbooks;
using RetentionApi.Domain.Merchants;
using RetentionApi.Domain.Relationships;
using RetentionApi.Platform.Explanations;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.FollowUps.Playbooks;

/// <summary>What you owe a customer when something happens. There is one playbook for each fact that makes something owed.</summary>
/// <param name="Id">The fact that begins it.</param>
/// <param name="Kind">Of the follow-ups that it makes.</param>
/// <param name="Level">The rung it serves; null: none, or the one at stake.</param>
/// <param name="IsOwn">You do something otherwise than the product's own playbook.</param>
/// <param name="IsPaused">It begins nothing; what is under way goes on.</param>
/// <param name="Conditions">Yours; all of them must hold when it begins, and again when a message is about to go.</param>
/// <param name="Stops">What ends a step that is not done.</param>
/// <param name="PolicyVersion">Of the policy that holds; follow-ups keep the version they were opened under.</param>
/// <param name="Newest">The newest version of the policy, which may be scheduled: the `ETag`.</param>
internal sealed record PlaybookView(
    string Id,
    FollowUpKind Kind,
    Level? Level,
    bool IsOwn,
    bool IsPaused,
    IReadOnlyList<ConditionView> Conditions,
    IReadOnlyList<PlaybookStepView> Steps,
    IReadOnlyList<StopConditions> Stops,
    int PolicyVersion,
    int Newest) : IVersioned
{
    private static readonly StopConditions[] EachStop = [.. Enum.GetValues<StopConditions>().Where(stop => stop is not StopConditions.None)];

    int IVersioned.Version => Newest;

    public static PlaybookView Of(Playbook book, Policy policy, int newest, Reader reader) => new(
        book.Trigger.Word(), book.Kind, book.Level, policy.Playbooks.ContainsKey(book.Trigger), book.IsPaused,
        [.. book.When.Select(condition => new ConditionView(condition.Kind, condition.Values, condition.Amount, reader.Explain(condition.Explain())))],
        [.. book.Steps.Select(step => new PlaybookStepView(step.Number, step.After, step.Within, step.Channels, step.Message, step.Template))],
        [.. EachStop.Where(stop => book.Stops.HasFlag(stop))], policy.Version, newest);
}

/// <param name="What">In words.</param>
internal sealed record ConditionView(ConditionKind Kind, IReadOnlyList<string>? Values, Money? Amount, ExplanationView What);

/// <param name="After">From the fact to the due time; negative: before it.</param>
/// <param name="Within">From the due time to the deadline.</param>
/// <param name="Channels">Tried in this order when due.</param>
/// <param name="Message">Decides which consent is needed; null: nothing is written.</param>
/// <param name="Template">Of the message.</param>
internal sealed record PlaybookStepView(
    int Number, Duration After, TimeLimit Within, IReadOnlyList<ContactChannel> Channels, MessageClass? Message, string? Template);
