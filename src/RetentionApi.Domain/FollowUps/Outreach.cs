using NodaTime;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps.Playbooks;
using RetentionApi.Domain.Merchants;

namespace RetentionApi.Domain.FollowUps;

/// <summary>Why a message waits.</summary>
public enum HoldReason
{
    QuietHours,

    /// <summary>As many surveys and marketing messages as one may get were handed over lately.</summary>
    Cap,

    /// <summary>A case of theirs is open: no surveys and no marketing.</summary>
    CaseOpen,

    /// <summary>A return of theirs is not refunded yet: no marketing.</summary>
    ReturnOpen,

    /// <summary>A batch they bought of may be bad, and they have not answered yet: no marketing.</summary>
    AlertOpen,
}

/// <summary>What is open between a person and the merchant while which they are not advertised to. Whatever else comes to hold messages joins here.</summary>
/// <param name="HasCase">A case that is not closed.</param>
/// <param name="ReturnedAt">When the latest return that is not refunded yet was reported; null: none is.</param>
/// <param name="AlertedAt">When they came to be told of a bad batch that they have not answered to; null: nothing of the kind.</param>
public readonly record struct OpenMatters(bool HasCase, Instant? ReturnedAt, Instant? AlertedAt = null)
{
    /// <summary>Until when a message of this class waits at least, and why; null: nothing holds it.</summary>
    public (Instant Until, HoldReason Because)? Holds(MessageClass message, CasePolicy policy, Instant now)
    {
        if (message is not (MessageClass.Survey or MessageClass.Marketing))
            return null;
        if (HasCase)
            return (now + policy.HoldLasts, HoldReason.CaseOpen);
        return message is MessageClass.Marketing
            ? Until(ReturnedAt + policy.ReturnHold, HoldReason.ReturnOpen, policy, now) ?? Until(AlertedAt + policy.AlertHold, HoldReason.AlertOpen, policy, now)
            : null;
    }

    private static (Instant Until, HoldReason Because)? Until(Instant? ends, HoldReason because, CasePolicy policy, Instant now) =>
        ends > now ? (Instant.Min(ends.Value, now + policy.HoldLasts), because) : null;
}

/// <summary>What becomes of a duty whose time has come. Exactly one of its members says it; none: a person does it.</summary>
/// <param name="To">Its message is handed over now, here.</param>
/// <param name="HeldUntil">Its message waits for <paramref name="Because"/>.</param>
/// <param name="Cancelled">There is no way to do it, or it is not wanted.</param>
public sealed record Outreach(ContactPoint? To, Instant? HeldUntil, HoldReason? Because, CancellationCause? Cancelled)
{
    public static readonly Outreach ByStaff = new(null, null, null, null);

    /// <param name="record">Of the customer; only what they allow and how they are reached is looked at.</param>
    /// <param name="surveysAndMarketing">When messages of these classes were handed over lately.</param>
    /// <param name="open">What is open between them and the merchant.</param>
    /// <param name="nextAllowed">The first instant from one on that is outside quiet hours.</param>
    public static Outreach For(
        FollowUp duty, CustomerRecord record, IReadOnlyCollection<Instant> surveysAndMarketing, OpenMatters open, Func<Instant, Instant> nextAllowed, DutyRules rules, Instant now)
    {
        if (record.IsRestricted || IsObjectedTo(rules.Playbooks.BookOf(duty), record))
            return new Outreach(null, null, null, CancellationCause.Stopped);
        if (duty.Channel is ContactChannel.Staff || rules.StepOf(duty) is not { Message: { } message, Template: not null } step)
            return ByStaff;
        Func<Instant, Instant> waits = duty.Kind is FollowUpKind.BatchAlert ? at => at : nextAllowed; // who may be in danger is woken
        return Of(ChannelChoice.For(step, record), message, surveysAndMarketing, open, waits, rules, now);
    }

    /// <summary>The same for a message that is not owed: a survey that somebody sends, news of a suggestion.</summary>
    public static Outreach ForNotice(
        MessageClass message, CustomerRecord record, IReadOnlyCollection<Instant> surveysAndMarketing, OpenMatters open, Func<Instant, Instant> nextAllowed, DutyRules rules, Instant now) =>
        record.IsRestricted
            ? new Outreach(null, null, null, CancellationCause.Stopped)
            : Of(ChannelChoice.For(DefaultPlaybooks.Messages, message, record), message, surveysAndMarketing, open, nextAllowed, rules, now);

    /// <summary>Why a message that was handed over, and waits for whoever delivers it, is not to go any more; null: it may.</summary>
    /// <param name="duty">The duty it does; null: none.</param>
    public static CancellationCause? StopOf(MessageClass message, ContactChannel channel, string address, FollowUp? duty, CustomerRecord record, DutyRules rules)
    {
        if (record.IsRestricted || (duty is not null && IsObjectedTo(rules.Playbooks.BookOf(duty), record)))
            return CancellationCause.Stopped;
        var points = record.ContactPoints.Where(p => string.Equals(p.Address, address, StringComparison.OrdinalIgnoreCase));
        return ChannelChoice.For([channel], message, record with { ContactPoints = [.. points] }).Impossible;
    }

    private static Outreach Of(
        ChannelChoice choice, MessageClass message, IReadOnlyCollection<Instant> surveysAndMarketing, OpenMatters open, Func<Instant, Instant> nextAllowed, DutyRules rules, Instant now)
    {
        if (choice.To is not { } to)
            return ByStaff with { Cancelled = choice.Impossible };
        if (open.Holds(message, rules.Policy.Cases, now) is { } hold)
            return ByStaff with { HeldUntil = nextAllowed(hold.Until), Because = hold.Because };
        var isCapped = message is MessageClass.Survey or MessageClass.Marketing;
        var free = isCapped ? AfterCap(surveysAndMarketing, rules.Policy.Duties, now) : now;
        var until = message is MessageClass.Reply ? free : nextAllowed(free);
        return until <= now ? ByStaff with { To = to } : ByStaff with { HeldUntil = until, Because = free > now ? HoldReason.Cap : HoldReason.QuietHours };
    }

    /// <summary>Puts it into effect. A message that was handed over is a duty done: asked, and an answer may come later.</summary>
    public void ApplyTo(FollowUp duty, Instant now)
    {
        if (duty.Status is FollowUpStatus.Scheduled)
            _ = duty.BecomeDue(now).Value;
        if (Cancelled is { } cause)
            _ = duty.Cancel(cause, now).Value;
        else if (HeldUntil is { } until)
            _ = duty.Hold(until, now).Value;
        else
            duty.TakeChannel(To?.Channel ?? ContactChannel.Staff);
        if (To is not null)
            _ = duty.Complete(FollowUpOutcome.NoAnswer, [], by: null, now, now).Value;
    }

    private static bool IsObjectedTo(Playbook? playbook, CustomerRecord record)
    {
        var objections = (record.HasObjectedToProfiling ? StopConditions.ProfilingObjection : StopConditions.None)
            | (record.HasObjectedToMarketing ? StopConditions.MarketingObjection : StopConditions.None);
        return playbook is not null && (playbook.Stops & objections) != 0;
    }

    private static Instant AfterCap(IReadOnlyCollection<Instant> handedOver, DutyPolicy duties, Instant now)
    {
        var lately = handedOver.Where(at => at + duties.MessageCapWindow > now).OrderDescending().ToArray();
        return lately.Length < duties.MessageCap ? now : lately[duties.MessageCap - 1] + duties.MessageCapWindow;
    }
}
