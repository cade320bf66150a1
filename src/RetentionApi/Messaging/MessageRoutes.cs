using RetentionApi.CustomerPages;
using RetentionApi.Platform.Jobs;
using RetentionApi.Platform.OpenApi;
using RetentionApi.Platform.Security;

namespace RetentionApi.Messaging;

internal static class MessageRoutes
{
    public static IServiceCollection AddMessaging(this IServiceCollection services) => services
        .AddScoped<ReplyMessages>()
        .AddSingleton<DueNotices>()
        .AddKeyedScoped<ICustomerPage, UnsubscribePage>(LinkPurpose.Unsubscribe)
        .AddRecurringJob<DueNoticeJob>("due-notices", RecurringJobs.EveryMinute);

    public static RouteGroupBuilder MapMessages(this RouteGroupBuilder v1)
    {
        v1.MapGroup("/messages").WithTags("Messages").MapGet("/", ListMessages.Endpoint).Needs(Scopes.MessagesRead)
            .Explained("listMessages", "What customers are told",
                "Everything that was or would be sent, newest first: handed over, waiting and why, or not going and why. Take what is `handedOver` from here to send it by your own means.")
            .ResponseExample(MessageExamples.List);
        return v1;
    }
}
