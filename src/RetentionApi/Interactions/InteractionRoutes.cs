using RetentionApi.Customers;
using RetentionApi.Domain.Promises;
using RetentionApi.Erasures;
using RetentionApi.Platform.Errors;
using RetentionApi.Platform.OpenApi;
using RetentionApi.Platform.Security;

namespace RetentionApi.Interactions;

internal static class InteractionRoutes
{
    public static RouteGroupBuilder MapInteractions(this RouteGroupBuilder v1)
    {
        var interactions = v1.MapGroup("/interactions").WithTags("Interactions");
        interactions.MapPost("/", CreateInteraction.Endpoint).Needs(Scopes.InteractionsWrite)
            .Explained("createInteraction", "Report a contact",
                "A visit, enquiry, call, message, email, meeting, review or complaint. An enquiry is owed an answer within four business hours, and the duty to give it comes by itself; a complaint opens a case; "
                + "visits are counted by day and category. The customer may be told inline, buying or not.")
            .Fails(
                InteractionProblems.CustomerUnknown, InteractionProblems.OrderUnknown, InteractionProblems.InFuture, InteractionProblems.AnsweredInFuture,
                CustomerProblems.ContactInFuture(CustomerReports.Inline), ProblemCatalogue.UpdatedInFuture(), ErasureProblems.Erased)
            .RequestExample(Examples.Enquiry);
        interactions.MapGet("/", ListInteractions.Endpoint).Needs(Scopes.InteractionsRead)
            .Explained("listInteractions", "Find contacts", "Newest first; of one customer, one kind, or all enquiries that still wait: `unanswered=true`.");
        interactions.MapGet("/{id}", GetInteraction.Endpoint).Needs(Scopes.InteractionsRead)
            .Explained("getInteraction", "Read a contact", "`id` is ours, or `~source:externalId`. The visits of one day to one category are one contact.")
            .Fails(InteractionProblems.NotFound, CustomerProblems.Restricted);
        interactions.MapPost("/{id}/answer", AnswerInteraction.Endpoint).Needs(Scopes.InteractionsWrite)
            .Explained("answerInteraction", "Answer an enquiry", "Without `answeredAt` it is written now, and goes at once as a message to the customer's first address. With it, it was said elsewhere. "
                + "Ends the duty that the enquiry made; in time is what was written in time, whenever you report it.")
            .Fails(
                InteractionProblems.NotFound, CustomerProblems.Restricted, InteractionProblems.NotAnEnquiry, InteractionProblems.AlreadyAnswered, InteractionProblems.AnsweredInFuture,
                InteractionProblems.AnsweredBeforeAsked, PromiseErrors.DueInPast)
            .RequestExample(Examples.Answer);
        return v1;
    }

    private static class Examples
    {
        public static readonly object Enquiry = new
        {
            source = "zendesk",
            externalId = "35436",
            kind = "enquiry",
            occurredAt = "2026-03-02T10:05:00+08:00",
            channel = "chat",
            customer = new { source = "shopify", externalId = "207119551" },
            productSku = "TEA-LJ-250",
            summary = "How hot should the water be?",
        };

        public static readonly object Answer = new { text = "80 °C, two minutes.", answeredAt = "2026-03-02T10:40:00+08:00" };
    }
}
