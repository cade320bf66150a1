using RetentionApi.Customers;
using RetentionApi.Domain.FollowUps.Guides;
using RetentionApi.Platform.OpenApi;
using RetentionApi.Platform.Security;

namespace RetentionApi.FollowUps.Guides;

internal static class GuideRoutes
{
    public static RouteGroupBuilder MapGuides(this RouteGroupBuilder v1)
    {
        var guides = v1.MapGroup("/conversation-guides").WithTags("Follow-ups");
        guides.MapGet("/{kind}", GetConversationGuide.Endpoint).Needs(Scopes.FollowUpsRead)
            .Explained("getConversationGuide", "How a conversation of this kind is led",
                "What to say first and which questions to ask in which order, in every language it is written in: the product's own, or yours once you wrote one.")
            .ResponseExample(GuideExamples.Guide);
        guides.MapPut("/{kind}", SetConversationGuide.Endpoint).Needs(Scopes.PolicyWrite)
            .Explained("setConversationGuide", "Write your own guide",
                "A new version stands instead of the one there is; answers given by older ones stay with them. You may write a wording of its own for a style of communication (DISC): "
                + "the style chooses between your wordings and nothing else.")
            .Fails(GuideProblems.Incomplete)
            .RequestExample(GuideExamples.Own)
            .ResponseExample(GuideExamples.Guide);
        v1.MapGroup("/follow-ups/{id}").WithTags("Follow-ups").MapGet("/guide", GetFollowUpGuide.Endpoint).Needs(Scopes.FollowUpsRead)
            .Explained("getFollowUpGuide", "How to talk to this customer",
                "The guide in the customer's language, beginning with something true from their record. What they answer is kept when you complete the follow-up, with `guideAnswers`.")
            .Fails(FollowUpProblems.NotFound, CustomerProblems.NotFound, CustomerProblems.Restricted, GuideErrors.NoCustomer)
            .ResponseExample(GuideExamples.OfFollowUp);
        return v1;
    }
}
