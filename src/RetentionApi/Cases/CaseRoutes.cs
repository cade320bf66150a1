using RetentionApi.Customers;
using RetentionApi.Domain.Cases;
using RetentionApi.Domain.Promises;
using RetentionApi.Platform.Jobs;
using RetentionApi.Platform.OpenApi;
using RetentionApi.Platform.Security;

namespace RetentionApi.Cases;

internal static class CaseRoutes
{
    public static IServiceCollection AddCases(this IServiceCollection services) => services
        .AddScoped<CaseDecisions>()
        .AddRecurringJob<CaseClockJob>("case-clocks", RecurringJobs.EveryMinute);

    public static RouteGroupBuilder MapCases(this RouteGroupBuilder v1)
    {
        var cases = v1.MapGroup("/cases").WithTags("Cases");
        cases.MapPost("/", CreateCase.Endpoint).Needs(Scopes.CasesReport)
            .Explained("createCase", "Open a case",
                "Something went wrong for a customer. Within one, eight, sixteen and twenty-four business hours from receipt it is to be acknowledged, investigated, proposed for and resolved; "
                + "each step is on the work list. A complaint (`POST /v1/interactions`) and a rating of 1 or 2 open one by themselves; a second bad answer about the same order joins it.")
            .Fails(NamedCustomer.CustomerUnknown, NamedCustomer.OrderUnknown, CustomerProblems.Restricted, CaseProblems.OwnerUnknown, CaseProblems.ProductUnknown, Platform.Errors.ProblemCatalogue.Contended)
            .RequestExample(CaseExamples.New)
            .ResponseExample(CaseExamples.Acknowledged);
        cases.MapGet("/", ListCases.Endpoint).Needs(Scopes.CasesRead)
            .Explained("listCases", "Find cases", "Newest first; of one customer, one state, your own (`ownerId=me`), all whose step is past its deadline (`overdue=true`), or near it (`warned=true`): once four fifths of its time are over, "
                + "as your policy has it. A warning is shown here, in `step.warnedAt` and in the timeline; nobody is written to.")
            .ResponseExample(CaseExamples.List);
        cases.MapGet("/{id}", GetCase.Endpoint).Needs(Scopes.CasesRead)
            .Explained("getCase", "Read a case", "What was said, how far it has come, and in `step` what is owed next and until when. `id` is ours, or `~source:externalId`.")
            .Fails(CaseProblems.NotFound, CustomerProblems.Restricted)
            .ResponseExample(CaseExamples.Acknowledged);
        cases.MapPatch("/{id}", ChangeCase.Endpoint).Needs(Scopes.CasesWrite)
            .Explained("changeCase", "Hand a case over, or say what it is about", "Owner, topic and severity; with another owner the step that is owed goes to them too.")
            .Fails(CaseProblems.NotFound, CustomerProblems.Restricted, CaseProblems.OwnerUnknown)
            .RequestExample(CaseExamples.Change);
        MapSteps(cases);
        MapPauses(cases);
        return v1;
    }

    private static void MapSteps(RouteGroupBuilder cases)
    {
        Decision(cases.MapPost("/{id}/acknowledge", AcknowledgeCase.Endpoint), "acknowledgeCase", "We have heard you", "The customer knows that somebody looks after it.", CaseExamples.Note)
            .Fails(CaseErrors.Closed, CaseErrors.NotForward);
        Decision(cases.MapPost("/{id}/investigate", InvestigateCase.Endpoint), "investigateCase", "Look into it", "Somebody finds out what went wrong.", CaseExamples.Note)
            .Fails(CaseErrors.Closed, CaseErrors.NotForward);
        Decision(cases.MapPost("/{id}/propose", ProposeCase.Endpoint), "proposeCase", "Tell the customer what will be done",
            "With a day in `promisedBy` it is a promise of its own, kept or broken by the end of that day.", CaseExamples.Proposal)
            .Fails(CaseErrors.Closed, CaseErrors.NotForward, PromiseErrors.DueInPast);
        Decision(cases.MapPost("/{id}/resolve", ResolveCase.Endpoint), "resolveCase", "It is done",
            "Straight from receipt too: steps may be left out. Within a week from here the customer is asked whether it is solved.", CaseExamples.Note)
            .Fails(CaseErrors.Closed, CaseErrors.NotForward);
        Decision(cases.MapPost("/{id}/revisit", RevisitCase.Endpoint), "revisitCase", "Ask whether it is solved",
            "`solved` closes the case, confirmed. `notSolved` opens it again, with a fresh clock. After `noAnswer` ask once more a week later; a second `noAnswer` closes it, unconfirmed (the first, if your policy has `revisitTries` 1), "
            + "and an answer that comes after that still counts.", CaseExamples.Revisit)
            .Fails(CaseErrors.Closed, CaseErrors.NotResolved, CaseErrors.TriedLately);
    }

    private static void MapPauses(RouteGroupBuilder cases)
    {
        Decision(cases.MapPost("/{id}/wait", WaitForCustomer.Endpoint), "waitForCustomer", "Wait for the customer", "The clock stands still, and the step leaves the work list, until you go on.",
            CaseExamples.Wait)
            .Fails(CaseErrors.Closed, CaseErrors.CannotWait, CaseErrors.AlreadyWaiting);
        Decision(cases.MapPost("/{id}/resume", ResumeCase.Endpoint), "resumeCase", "Go on",
            "What the customer was waited for has come: the business time that was left is left now. Every step that you take goes on by itself.", CaseExamples.Note)
            .Fails(CaseErrors.NotWaiting);
        Decision(cases.MapPost("/{id}/goodwill", GiveGoodwill.Endpoint), "giveGoodwill", "Give something beyond what is owed", "What it was, what it cost and why, kept with the case.",
            CaseExamples.Goodwill);
        Decision(cases.MapPost("/{id}/note", NoteCase.Endpoint), "noteCase", "Write a note", "Kept in the customer's timeline.", CaseExamples.Text);
    }

    private static RouteHandlerBuilder Decision(RouteHandlerBuilder route, string operationId, string summary, string description, object example) => route
        .Needs(Scopes.CasesWrite)
        .Explained(operationId, summary, description)
        .Fails(CaseProblems.NotFound, CustomerProblems.Restricted)
        .RequestExample(example);
}
