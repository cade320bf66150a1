using RetentionApi.CustomerPages;
using RetentionApi.Customers;
using RetentionApi.Domain.FollowUps;
using RetentionApi.FollowUps.DutyDays;
using RetentionApi.FollowUps.Guides;
using RetentionApi.Platform.Jobs;
using RetentionApi.Platform.OpenApi;
using RetentionApi.Platform.Security;

namespace RetentionApi.FollowUps;

internal static class FollowUpRoutes
{
    public static IServiceCollection AddFollowUps(this IServiceCollection services) => services
        .AddScoped<FollowUpDecisions>()
        .AddSingleton<DueFollowUps>()
        .AddSingleton<Assignments>()
        .AddSingleton<DutyDayCounts>()
        .AddKeyedScoped<ICustomerPage, FollowUpPage>(LinkPurpose.FollowUp)
        .AddRecurringJob<DueFollowUpJob>("due-follow-ups", RecurringJobs.EveryMinute)
        .AddRecurringJob<MissedFollowUpJob>("missed-follow-ups", RecurringJobs.EveryMinute)
        .AddRecurringJob<LapsedClaimJob>("lapsed-claims", RecurringJobs.EveryFiveMinutes)
        .AddRecurringJob<AssignmentJob>("assignments", RecurringJobs.EveryMinute)
        .AddRecurringJob<DutyDayJob>("duty-days", RecurringJobs.EveryFiveMinutes);

    public static RouteGroupBuilder MapFollowUps(this RouteGroupBuilder v1)
    {
        var followUps = v1.MapGroup("/follow-ups").WithTags("Follow-ups");
        followUps.MapGet("/", ListFollowUps.Endpoint).Needs(Scopes.FollowUpsRead)
            .Explained("listFollowUps", "The work list",
                "What you owe your customers, the most urgent first: what was missed leads the list until it is done. Your own work is `ownerId=me`; what comes later is `status=scheduled`. "
                + "What you owe yourselves stands there too: `improvement` of a review, and `alertDecision`, for which a manager has four business hours.")
            .ResponseExample(FollowUpExamples.WorkList);
        followUps.MapGet("/{id}", GetFollowUp.Endpoint).Needs(Scopes.FollowUpsRead)
            .Explained("getFollowUp", "Read a follow-up", "What is owed, to whom, until when, and what came of it.")
            .Fails(FollowUpProblems.NotFound, CustomerProblems.Restricted)
            .ResponseExample(FollowUpExamples.Due);
        followUps.MapPost("/", CreateFollowUp.Endpoint).Needs(Scopes.FollowUpsWrite)
            .Explained("createFollowUp", "Ask for a follow-up",
                "For what no fact makes owed by itself: news the customer asked for, advice you want to give, winning somebody back. All other kinds come from orders, enquiries and deliveries.")
            .Fails(FollowUpProblems.CustomerUnknown, FollowUpProblems.OwnerUnknown, CustomerProblems.Restricted)
            .RequestExample(Examples.ByHand);
        return MapDecisions(v1, followUps);
    }

    private static RouteGroupBuilder MapDecisions(RouteGroupBuilder v1, RouteGroupBuilder followUps)
    {
        followUps.MapPost("/{id}/claim", ClaimFollowUp.Endpoint).Needs(Scopes.FollowUpsWrite)
            .Explained("claimFollowUp", "I am at it", "Nobody else completes it meanwhile; after four hours it comes back to the list by itself.")
            .Fails(FollowUpProblems.NotFound, CustomerProblems.Restricted, FollowUpErrors.NotDue, FollowUpErrors.ClaimedByOther).Fails(Ended);
        followUps.MapPost("/{id}/assign", AssignFollowUp.Endpoint).Needs(Scopes.FollowUpsWrite)
            .Explained("assignFollowUp", "Give it to a colleague", "They do it from now on; the customer stays whose they are. What nobody owns goes to the members of a team in turn, by itself.")
            .Fails(FollowUpProblems.NotFound, FollowUpProblems.OwnerUnknown, CustomerProblems.Restricted).Fails(Ended)
            .RequestExample(Examples.Assigned);
        followUps.MapPost("/{id}/complete", CompleteFollowUp.Endpoint).Needs(Scopes.FollowUpsWrite)
            .Explained("completeFollowUp", "It is done",
                "Say what came of it: `answered` (for a quality check with a rating for each line), `noAnswer` (asked, no reply yet; complete it again when the answer comes) "
                + "or `declined` (then nothing of this kind comes for a year). Late is better than never: what was missed can still be done.")
            .Fails(FollowUpProblems.NotFound, CustomerProblems.Restricted, FollowUpErrors.UseSubject, FollowUpErrors.ClaimedByOther, FollowUpErrors.ActedInFuture, FollowUpErrors.ActedTooEarly, FollowUpErrors.NotDelivered,
                FollowUpErrors.AnswersNotAsked, FollowUpErrors.AnswersRequired, FollowUpErrors.UnknownLine(0), FollowUpErrors.LineTwice(1), FollowUpErrors.RatingOutOfRange(0))
            .Fails(GuideProblems.OfAnswers).Fails(Ended)
            .RequestExample(Examples.Completed)
            .ResponseExample(FollowUpExamples.Answered);
        followUps.MapPost("/{id}/skip", SkipFollowUp.Endpoint).Needs(Scopes.FollowUpsWrite)
            .Explained("skipFollowUp", "It will not be done", "It was owed and is not done: say why. It counts as owed. What an enquiry, a case, a promise or an improvement asks for is closed by a manager only (`follow-ups:close`): the case then closes unconfirmed with that reason, the promise is broken, the improvement dropped. A batch alert is confirmed or dismissed instead.")
            .Fails(FollowUpProblems.NotFound, CustomerProblems.Restricted, FollowUpErrors.UseSubject, FollowUpErrors.ManagersOnly, FollowUpErrors.ReasonRequired, FollowUpErrors.ClaimedByOther).Fails(Ended)
            .RequestExample(Examples.Skipped);
        followUps.MapPost("/{id}/snooze", SnoozeFollowUp.Endpoint).Needs(Scopes.FollowUpsWrite)
            .Explained("snoozeFollowUp", "Later", "It leaves the list and comes back at that time, which is never after its deadline.")
            .Fails(FollowUpProblems.NotFound, CustomerProblems.Restricted, FollowUpErrors.ClaimedByOther, FollowUpErrors.AlreadyMissed, FollowUpErrors.SnoozedIntoPast, FollowUpErrors.SnoozedPastDeadline).Fails(Ended)
            .RequestExample(Examples.Snoozed);
        return v1;
    }

    private static readonly Domain.Common.Error[] Ended =
        [FollowUpErrors.Ended(FollowUpStatus.Done), FollowUpErrors.Ended(FollowUpStatus.Skipped), FollowUpErrors.Ended(FollowUpStatus.Cancelled)];

    private static class Examples
    {
        public static readonly object ByHand = new
        {
            customerId = "019cab3c-7c00-7a51-b1a4-2f6d1c3e5a70",
            kind = "newsAskedFor",
            note = "The spring harvest has arrived: call her.",
            dueAt = "2026-04-02T09:00:00+08:00",
            deadline = "2026-04-03T18:00:00+08:00",
        };

        public static readonly object Completed = new
        {
            outcome = "answered",
            answers = new[] { new { orderLineId = "019cab3c-7c00-7a51-b1a4-2f6d1c3e5a71", rating = 5, text = "Fragrant, and it arrived intact." } },
            actedAt = "2026-03-12T10:30:00+08:00",
            note = "Wants to hear of the next harvest.",
            guideAnswers = new[] { new { questionId = "asExpected", value = "5" } },
            guideVersion = 0,
        };

        public static readonly object Assigned = new { ownerId = "019cab3c-7c00-7a51-b1a4-2f6d1c3e5a78" };

        public static readonly object Skipped = new { reason = "Spoke to her in the shop this morning." };

        public static readonly object Snoozed = new { until = "2026-03-13T09:00:00+08:00" };
    }
}
