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
    /// <param name="nextAllowed">The first instant from one on that is outside quiet hours.</param>
    public static Outreach For(
        FollowUp duty, CustomerRecord record, IReadOnlyCollection<Instant> surveysAndMarketing, Func<Instant, Instant> nextAllowed, DutyRules rules, Instant now)
    {
        if (record.IsRestricted || IsObjectedTo(duty.Kind, record, rules.Playbooks))
            return new Outreach(null, null, null, CancellationCause.Stopped);
        if (duty.Channel is ContactChannel.Staff || rules.StepOf(duty) is not { Message: { } message, Template: not null } step)
            return ByStaff;
        var choice = ChannelChoice.For(step, record);
        if (choice.To is not { } to)
            return ByStaff with { Cancelled = choice.Impossible };

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

    private static bool IsObjectedTo(FollowUpKind kind, CustomerRecord record, PlaybookSet playbooks)
    {
        var objections = (record.HasObjectedToProfiling ? StopConditions.ProfilingObjection : StopConditions.None)
            | (record.HasObjectedToMarketing ? StopConditions.MarketingObjection : StopConditions.None);
        return objections is not StopConditions.None && playbooks.All.Any(p => p.Kind == kind && (p.Stops & objections) != 0);
    }

    private static Instant AfterCap(IReadOnlyCollection<Instant> handedOver, DutyPolicy duties, Instant now)
    {
        var lately = handedOver.Where(at => at + duties.MessageCapWindow > now).OrderDescending().ToArray();
        return lately.Length < duties.MessageCap ? now : lately[duties.MessageCap - 1] + duties.MessageCapWindow;
    }
}
