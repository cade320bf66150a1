using RetentionApi.CustomerPages;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Suggestions;
using RetentionApi.Platform.OpenApi;
using RetentionApi.Platform.Security;

namespace RetentionApi.Suggestions;

internal static class SuggestionRoutes
{
    private static readonly Error[] Ended = [SuggestionErrors.Merged, SuggestionErrors.AlreadyBuilt, SuggestionErrors.AlreadyDeclined];

    public static IServiceCollection AddSuggestions(this IServiceCollection services) => services
        .AddScoped<SuggestionFiling>()
        .AddScoped<SuggestionDecisions>()
        .AddKeyedScoped<ICustomerPage, SuggestionPage>(LinkPurpose.Suggestion)
        .AddKeyedScoped<ICustomerPage, SuggestionNews>(LinkPurpose.SuggestionNews);

    public static RouteGroupBuilder MapSuggestions(this RouteGroupBuilder v1)
    {
        var suggestions = v1.MapGroup("/suggestions").WithTags("Suggestions");
        suggestions.MapGet("/similar", FindSimilarSuggestions.Endpoint).Needs(Scopes.SuggestionsRead)
            .Explained("findSimilarSuggestions", "Has somebody said this already?", "At most five that say nearly the same, in Chinese too. Where one does, add a voice to it instead of filing a twin.")
            .ResponseExample(SuggestionExamples.Similar);
        suggestions.MapPost("/", CreateSuggestion.Endpoint).Needs(Scopes.SuggestionsWrite)
            .Explained("createSuggestion", "A customer suggests something",
                "You owe them a reply within three business days, and from then on everybody who asks for it is told each change. Name the order or the complaint behind it, so that you see later what it mended.")
            .Fails(NamedCustomer.CustomerUnknown, NamedCustomer.OrderUnknown, CustomerProblems.Restricted, SuggestionProblems.InteractionUnknown)
            .RequestExample(SuggestionExamples.Create)
            .ResponseExample(SuggestionExamples.Received);
        suggestions.MapGet("/", ListSuggestions.Endpoint).Needs(Scopes.SuggestionsRead)
            .Explained("listSuggestions", "What customers suggest", "Newest first, each with how many ask for it.")
            .ResponseExample(SuggestionExamples.List);
        suggestions.MapGet("/{id}", GetSuggestion.Endpoint).Needs(Scopes.SuggestionsRead)
            .Explained("getSuggestion", "Read a suggestion", "What was said, what became of it, and how many were told of each change.")
            .Fails(SuggestionProblems.NotFound, CustomerProblems.Restricted)
            .ResponseExample(SuggestionExamples.UnderReview);
        suggestions.MapPost("/{id}/voices", AddVoice.Endpoint).Needs(Scopes.SuggestionsWrite)
            .Explained("addVoice", "One more asks for it", "The customer is told each change from now on. Twice is once. Where the suggestion was merged, the voice goes to the one that stays.")
            .Fails(SuggestionProblems.NotFound, NamedCustomer.CustomerUnknown, NamedCustomer.OrderUnknown, CustomerProblems.Restricted, SuggestionProblems.InteractionUnknown)
            .RequestExample(SuggestionExamples.Voice)
            .ResponseExample(SuggestionExamples.UnderReview);
        suggestions.MapGet("/{id}/voices", ListVoices.Endpoint).Needs(Scopes.SuggestionsRead)
            .Explained("listVoices", "Who asks for it", "The longest first: with the orders and complaints behind it, who was told when, and, once it is built, who came back.")
            .Fails(SuggestionProblems.NotFound)
            .ResponseExample(SuggestionExamples.Voices);
        return MapDecisions(v1, suggestions);
    }

    private static RouteGroupBuilder MapDecisions(RouteGroupBuilder v1, RouteGroupBuilder suggestions)
    {
        suggestions.MapPost("/{id}/reply", ReplySuggestion.Endpoint).Needs(Scopes.SuggestionsWrite)
            .Explained("replySuggestion", "Reply to who asked", "Thanks, a question, how it stands: everybody who asked gets it. The first reply is the one you owe.")
            .Fails(SuggestionProblems.NotFound, CustomerProblems.Restricted).Fails(Ended)
            .RequestExample(SuggestionExamples.Reply)
            .ResponseExample(SuggestionExamples.UnderReview);
        suggestions.MapPost("/{id}/decide", DecideSuggestion.Endpoint).Needs(Scopes.SuggestionsDecide)
            .Explained("decideSuggestion", "Plan it, or decline it", "Declined with a reason, planned with a day if you can name one. Everybody who asked is told.")
            .Fails(SuggestionProblems.NotFound, CustomerProblems.Restricted, SuggestionErrors.ReasonRequired, SuggestionErrors.PlannedInPast).Fails(Ended)
            .RequestExample(SuggestionExamples.Decide)
            .ResponseExample(SuggestionExamples.UnderReview);
        suggestions.MapPost("/{id}/build", BuildSuggestion.Endpoint).Needs(Scopes.SuggestionsDecide)
            .Explained("buildSuggestion", "It is there", "Everybody who asked is told; who orders from now on has come back.")
            .Fails(SuggestionProblems.NotFound, CustomerProblems.Restricted).Fails(Ended)
            .RequestExample(SuggestionExamples.Build)
            .ResponseExample(SuggestionExamples.UnderReview);
        suggestions.MapPost("/{id}/merge", MergeSuggestions.Endpoint).Needs(Scopes.SuggestionsDecide)
            .Explained("mergeSuggestions", "Two say the same", "This one goes on as part of another: the voices add up there, and whoever asked here is told so, and what was decided there.")
            .Fails(SuggestionProblems.NotFound, CustomerProblems.Restricted, SuggestionProblems.OtherUnknown, SuggestionErrors.Merged, SuggestionErrors.MergedIntoItself)
            .RequestExample(SuggestionExamples.Merge)
            .ResponseExample(SuggestionExamples.UnderReview);
        return v1;
    }
}
