using RetentionApi.Platform.Jobs;
using RetentionApi.Platform.OpenApi;

namespace RetentionApi.CustomerPages;

/// <summary>The pages behind the links in messages. Who holds a link needs no key: the link is the right to its one page.</summary>
internal static class CustomerPageRoutes
{
    /// <param name="configuration">Section <c>Links</c>.</param>
    public static IServiceCollection AddCustomerPages(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton((configuration.GetSection("Links").Get<LinkOptions>() ?? new LinkOptions()).Checked())
        .AddSingleton<LinkAddresses>()
        .AddSingleton<CustomerLinks>()
        .AddScoped<CustomerPageDesk>()
        .AddRecurringJob<ExpiredLinkJob>("expired-links", RecurringJobs.Hourly);

    public static void MapCustomerPages(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/c").WithTags("Customer pages").WithMetadata(new AnswersWithAPage()).DisableAntiforgery();
        pages.MapGet("/{token}", ShowAsync)
            .Explained("showCustomerPage", "What a customer sees",
                "The page behind a link in a message: a check or a survey to answer, a suggestion to make, or what became of one. In the customer's language, without script; opening it changes nothing.");
        pages.MapPost("/{token}", SubmitAsync)
            .Explained("submitCustomerPage", "What a customer sends",
                "The form of that page. A link takes one answer: whoever sends a second one is told so, kindly. Fields are those of the page's own form.");
    }

    /// <param name="token">As it stands in the message.</param>
    private static Task<CustomerPage> ShowAsync(string token, CustomerPageDesk desk, HttpContext context) => desk.ShowAsync(context, token);

    /// <param name="token">As it stands in the message.</param>
    private static Task<CustomerPage> SubmitAsync(string token, CustomerPageDesk desk, HttpContext context) => desk.SubmitAsync(context, token);
}
