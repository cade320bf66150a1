using RetentionApi.CustomerPages;
using RetentionApi.Platform.OpenApi;
using RetentionApi.Platform.Security;

namespace RetentionApi.Surveys;

internal static class SurveyRoutes
{
    public static IServiceCollection AddSurveys(this IServiceCollection services) => services.AddKeyedScoped<ICustomerPage, SurveyPage>(LinkPurpose.Survey);

    public static RouteGroupBuilder MapSurveys(this RouteGroupBuilder v1)
    {
        var surveys = v1.MapGroup("/surveys").WithTags("Surveys");
        surveys.MapPost("/", CreateSurvey.Endpoint).Needs(Scopes.SurveysWrite)
            .Explained("createSurvey", "Make a survey",
                "How satisfied (`csat`, 1 to 5), how likely to recommend you (`nps`, 0 to 10), how easy it was (`ces`, 1 to 7), or the five values one by one (`fiveValues`). Ask in your own words, or leave the question to us.")
            .RequestExample(SurveyExamples.Create)
            .ResponseExample(SurveyExamples.Survey);
        surveys.MapGet("/", ListSurveys.Endpoint).Needs(Scopes.SurveysRead)
            .Explained("listSurveys", "Your surveys", "All of them, newest first.")
            .ResponseExample(SurveyExamples.List);
        surveys.MapGet("/{id}", GetSurvey.Endpoint).Needs(Scopes.SurveysRead)
            .Explained("getSurvey", "Read a survey", "What it asks.")
            .Fails(SurveyProblems.NotFound)
            .ResponseExample(SurveyExamples.Survey);
        surveys.MapPost("/{id}/send", SendSurvey.Endpoint).Needs(Scopes.SurveysWrite)
            .Explained("sendSurvey", "Ask customers",
                "Name customers, or orders whose buyers are asked about them: then a bad answer joins the case that is open about its order. Each gets one message with a link of their own that takes one answer. It goes when they have agreed to surveys, it is day where they are, and they had few messages this week; "
                + "until then it waits, and `GET /v1/messages` says for what. Nobody is owed a survey, so nothing is missed where it never goes.")
            .Fails(SurveyProblems.NotFound, SurveyProblems.SomeCustomerUnknown, SurveyProblems.SomeBuyerUnknown)
            .RequestExample(SurveyExamples.Send)
            .ResponseExample(SurveyExamples.Sent);
        surveys.MapGet("/{id}/responses", ListSurveyResponses.Endpoint).Needs(Scopes.SurveysRead)
            .Explained("listSurveyResponses", "What customers answered", "Newest first, with what they said in their own words.")
            .Fails(SurveyProblems.NotFound)
            .ResponseExample(SurveyExamples.Responses);
        surveys.MapGet("/{id}/summary", GetSurveySummary.Endpoint).Needs(Scopes.SurveysRead)
            .Explained("getSurveySummary", "How you do", "The score in all and by month: the share of satisfied answers, promoters less detractors, or the mean; of the five values the mean of each.")
            .Fails(SurveyProblems.NotFound)
            .ResponseExample(SurveyExamples.Summary);
        return v1;
    }
}
