using NodaTime;
using RetentionApi.Domain.Cases;
using RetentionApi.Domain.Merchants;
using RetentionApi.Domain.Relationships;

namespace RetentionApi.Domain.FollowUps.Playbooks;

/// <summary>The built-in playbooks, with a policy's numbers and under its version.</summary>
public static class DefaultPlaybooks
{
    private const StopConditions AnyObjection = StopConditions.ProfilingObjection | StopConditions.MarketingObjection;

    private static readonly ContactChannel[] Staff = [ContactChannel.Staff];

    /// <summary>The ways a message goes, the first that the customer has and allows.</summary>
    internal static readonly ContactChannel[] Messages =
        [ContactChannel.Email, ContactChannel.WeChat, ContactChannel.WhatsApp, ContactChannel.Sms, ContactChannel.Push];

    /// <summary>A policy's playbooks: the product's, with what the merchant does otherwise.</summary>
    public static PlaybookSet Of(Policy policy) =>
        new(Product(policy).All.Select(book => policy.Playbooks.TryGetValue(book.Trigger, out var own) ? own.ApplyTo(book) : book));

    /// <summary>The product's own, with a policy's numbers.</summary>
    public static PlaybookSet Product(Policy policy) =>
        new(new[]
            {
                Greetings(policy.Duties), Unasked(policy), AfterSale(policy.Duties), Batches(policy.Batches), Relations(policy.Duties), Losses(policy.Losses), Subjects(policy),
                Voices(policy.Suggestions),
            }
            .SelectMany(p => p).Select(p => p with { Version = policy.Version }));

    private static IEnumerable<Playbook> Greetings(DutyPolicy duties)
    {
        var answerWithin = TimeLimit.BusinessHours(duties.AnswerWithinBusiness);
        var answer = new PlaybookStep(1, Duration.Zero, answerWithin, Staff, MessageClass.Reply, "answer");

        yield return Book(PlaybookTrigger.FirstContact, FollowUpKind.Welcome, Level.Basic, StopConditions.None,
            new PlaybookStep(1, Duration.Zero, TimeLimit.Elapsed(duties.WelcomeWithin), Messages, MessageClass.Service, "welcome"))
            with
        { Conditions = OpeningConditions.HasContactPoint | OpeningConditions.NotImported };
        yield return Book(PlaybookTrigger.Enquiry, FollowUpKind.Answer, Level.Proactive, StopConditions.None, answer);
        yield return Book(PlaybookTrigger.AdviceEnquiry, FollowUpKind.BestValue, Level.Cooperative, StopConditions.None, answer);
        yield return Book(PlaybookTrigger.EnquiryAboutFinalSale, FollowUpKind.OrderFacts, Level.Proactive, StopConditions.None,
            new PlaybookStep(1, Duration.Zero, answerWithin, Messages, MessageClass.Service, "orderFacts"))
            with
        { Conditions = OpeningConditions.NotImported };
        yield return Book(PlaybookTrigger.OrderOfProductWithFacts, FollowUpKind.OrderFacts, Level.Proactive, StopConditions.NoKeptLine,
            new PlaybookStep(1, Duration.Zero, TimeLimit.Elapsed(duties.OrderFactsWithin), Messages, MessageClass.Service, "orderFacts"));
    }

    private static IEnumerable<Playbook> Unasked(Policy policy)
    {
        yield return Book(PlaybookTrigger.InterestFulfilled, FollowUpKind.NewsAskedFor, Level.Proactive, StopConditions.None,
            new PlaybookStep(1, Duration.Zero, TimeLimit.Elapsed(policy.Duties.NewsWithin), Messages, MessageClass.Service, "newsAskedFor"));
        yield return Book(PlaybookTrigger.RepeatedVisits, FollowUpKind.BestValue, Level.Cooperative, StopConditions.Ordered | AnyObjection,
            new PlaybookStep(1, Duration.Zero, TimeLimit.Elapsed(policy.Cooperation.AdviceWithin), [.. Messages, ContactChannel.Staff], MessageClass.Marketing, "bestValue"));
    }

    private static IEnumerable<Playbook> AfterSale(DutyPolicy duties)
    {
        var checkWithin = TimeLimit.Elapsed(duties.QualityCheckWithin);

        yield return Book(PlaybookTrigger.Delivery, FollowUpKind.QualityCheck, Level.Responsible, StopConditions.NoKeptLine | StopConditions.MarketingObjection,
            new PlaybookStep(1, duties.QualityCheckAfter, checkWithin, Messages, MessageClass.Survey, "qualityCheck"),
            new PlaybookStep(2, duties.SecondQualityCheckAfter, checkWithin, Messages, MessageClass.Survey, "qualityCheck"));
        yield return Book(PlaybookTrigger.UseUp, FollowUpKind.Replenish, Level.Proactive, StopConditions.NoKeptLine | StopConditions.BoughtAgain | AnyObjection,
            new PlaybookStep(1, -Duration.FromDays(duties.ReplenishDaysBefore), TimeLimit.Elapsed(duties.ReplenishWithin), Messages, MessageClass.Marketing, "replenish"));
        yield return Book(PlaybookTrigger.WarrantyEnd, FollowUpKind.Warranty, Level.Responsible, StopConditions.NoKeptLine,
            new PlaybookStep(1, -Duration.FromDays(duties.WarrantyDaysBefore), TimeLimit.Elapsed(duties.WarrantyWithin), Messages, MessageClass.Service, "warranty"));
    }

    private static IEnumerable<Playbook> Batches(BatchPolicy batches)
    {
        var within = TimeLimit.Elapsed(batches.AlertWithin);
        yield return Book(PlaybookTrigger.BatchAlertConfirmed, FollowUpKind.BatchAlert, Level.Responsible, StopConditions.NoKeptLine,
            new PlaybookStep(1, Duration.Zero, within, [.. Messages, ContactChannel.Staff], MessageClass.Service, "batchAlert"),
            new PlaybookStep(2, batches.CallAfter, within, Staff));
    }

    private static IEnumerable<Playbook> Relations(DutyPolicy duties)
    {
        yield return Book(PlaybookTrigger.Silence, FollowUpKind.RegularVisit, Level.Responsible, AnyObjection,
            new PlaybookStep(1, duties.RegularVisitAfter, TimeLimit.Elapsed(duties.RegularVisitWithin), Messages, MessageClass.Survey, "regularVisit"));
        yield return Book(PlaybookTrigger.LevelLapsing, FollowUpKind.Repair, null, StopConditions.Recovered | StopConditions.ProfilingObjection,
            new PlaybookStep(1, Duration.Zero, TimeLimit.BusinessDays(duties.RepairWithinBusinessDays), Staff));
        yield return Book(PlaybookTrigger.RiskBecameHigh, FollowUpKind.RiskReminder, null, StopConditions.Ordered | AnyObjection,
            new PlaybookStep(1, Duration.Zero, TimeLimit.BusinessDays(duties.RiskReminderWithinBusinessDays), Staff));
    }

    /// <summary>They are asked to come back once, and then why they left.</summary>
    private static IEnumerable<Playbook> Losses(LossPolicy losses)
    {
        yield return Book(PlaybookTrigger.RiskBecameLost, FollowUpKind.WinBack, null, StopConditions.Ordered | AnyObjection,
            new PlaybookStep(1, Duration.Zero, TimeLimit.Elapsed(losses.WinBackWithin), Messages, MessageClass.Marketing, "winBack"),
            new PlaybookStep(2, losses.AskWhyAfter, TimeLimit.Elapsed(losses.AskWhyWithin), Messages, MessageClass.Survey, "askWhy"));
    }

    private static IEnumerable<Playbook> Voices(SuggestionPolicy suggestions)
    {
        yield return Book(PlaybookTrigger.GoodOutcomes, FollowUpKind.AskSuggestions, Level.Interactive, AnyObjection,
            new PlaybookStep(1, suggestions.AskAfter, TimeLimit.Elapsed(suggestions.AskWithin), Messages, MessageClass.Survey, "askSuggestions"));
        yield return Book(PlaybookTrigger.Suggestion, FollowUpKind.SuggestionReply, Level.Interactive, StopConditions.None,
            new PlaybookStep(1, Duration.Zero, TimeLimit.BusinessDays(suggestions.ReplyWithinBusinessDays), Staff));
    }

    /// <summary>Their steps are opened by what is decided about the case or promise; here stands how they are done, and how long one has that goes on after a restriction.</summary>
    private static IEnumerable<Playbook> Subjects(Policy policy)
    {
        yield return Book(PlaybookTrigger.CaseOpened, FollowUpKind.CaseStep, Level.Responsible, StopConditions.None,
            [.. CaseClock.Steps(policy.Cases).Select(s => new PlaybookStep(s.Number, Duration.Zero, s.Within, Staff))]);
        yield return Book(PlaybookTrigger.PromiseMade, FollowUpKind.Promise, Level.Responsible, StopConditions.None,
            new PlaybookStep(1, Duration.Zero, TimeLimit.Elapsed(policy.Promises.DueBefore), Staff));
    }

    private static Playbook Book(PlaybookTrigger trigger, FollowUpKind kind, Level? level, StopConditions stops, params PlaybookStep[] steps) =>
        new(trigger, kind, level, OpeningConditions.None, steps, stops, Version: 1);
}
