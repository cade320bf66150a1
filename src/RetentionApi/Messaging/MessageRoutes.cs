using RetentionApi.CustomerPages;
using RetentionApi.Messaging.Mail;
using RetentionApi.Platform.Jobs;
using RetentionApi.Platform.OpenApi;
using RetentionApi.Platform.Security;

namespace RetentionApi.Messaging;

internal static class MessageRoutes
{
    public static IServiceCollection AddMessaging(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton((configuration.GetSection("Mail").Get<MailOptions>() ?? new MailOptions()).Checked())
        .AddScoped<ReplyMessages>()
        .AddSingleton<DueNotices>()
        .AddKeyedScoped<ICustomerPage, UnsubscribePage>(LinkPurpose.Unsubscribe)
        .AddSingleton<DueMail>()
        .AddRecurringJob<DueMailJob>("due-mail", RecurringJobs.EveryMinute)
        .AddRecurringJob<DueNoticeJob>("due-notices", RecurringJobs.EveryMinute);

    public static RouteGroupBuilder MapMessages(this RouteGroupBuilder v1)
    {
        v1.MapGroup("/messages").WithTags("Messages").MapGet("/", ListMessages.Endpoint).Needs(Scopes.MessagesRead)
            .Explained("listMessages", "What customers are told",
                "Everything that was or would be sent, newest first: handed over, waiting and why, or not going and why. What is `handedOver` goes by mail where the merchant has a `mailFrom`; take the rest from here to send it by your own means.")
            .ResponseExample(MessageExamples.List);
        return v1;
    }
}
