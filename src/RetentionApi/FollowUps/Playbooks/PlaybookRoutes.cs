using RetentionApi.Merchants.Policies;
using RetentionApi.Platform.OpenApi;
using RetentionApi.Platform.Operations;
using RetentionApi.Platform.Security;

namespace RetentionApi.FollowUps.Playbooks;

internal static class PlaybookRoutes
{
    public static IServiceCollection AddPlaybooks(this IServiceCollection services) => services
        .AddScoped<PlaybookReads>()
        .AddScoped<PlaybookChanges>()
        .AddSingleton<IOperationWork, PlaybookDryRunWork>();

    public static RouteGroupBuilder MapPlaybooks(this RouteGroupBuilder v1)
    {
        var playbooks = v1.MapGroup("/playbooks").WithTags("Playbooks");
        playbooks.MapGet("/", ListPlaybooks.Endpoint).Needs(Scopes.PolicyRead)
            .Explained("listPlaybooks", "What you owe when something happens",
                "One playbook for each fact that makes something owed: its steps with their times, channels and messages, your own conditions, and what ends a step that is not done.");
        playbooks.MapGet("/{id}", GetPlaybook.Endpoint).Needs(Scopes.PolicyRead)
            .Explained("getPlaybook", "Read a playbook", "It is named after the fact that begins it: `delivery`, `useUp`, `enquiry` …")
            .Fails(PlaybookProblems.NotFound);
        playbooks.MapPatch("/{id}", ChangePlaybook.Endpoint).Needs(Scopes.PolicyWrite)
            .Explained("changePlaybook", "Do it your way",
                "Send only what you do otherwise than the product (RFC 7396), with the `ETag` you read as `If-Match`: steps by their number, conditions that must all hold, what ends a step. "
                + "An empty list, or `null` for `stops`, brings back the product's own. It makes a new version of the policy, in effect at once (for a later time change `content.playbooks` of the policy); what is under way keeps its version.")
            .Fails(PlaybookProblems.NotFound, PolicyProblems.Invalid)
            .RequestExample(Examples.Change);
        playbooks.MapPost("/{id}/pause", PausePlaybook.Endpoint).Needs(Scopes.PolicyWrite)
            .Explained("pausePlaybook", "Begin nothing new", "What is under way goes on. What would have begun meanwhile and whose deadline is still ahead when you resume is owed then.")
            .Fails(PlaybookProblems.NotFound, PolicyProblems.Invalid);
        playbooks.MapPost("/{id}/resume", ResumePlaybook.Endpoint).Needs(Scopes.PolicyWrite)
            .Explained("resumePlaybook", "Begin again", "Every customer is looked at anew in the background.")
            .Fails(PlaybookProblems.NotFound, PolicyProblems.Invalid);
        playbooks.MapPost("/{id}/dry-run", DryRunPlaybook.Endpoint).Needs(Scopes.PolicyWrite)
            .Explained("dryRunPlaybook", "What would it have made",
                "Tries a playbook over the last days, as it is or with your change, and makes nothing. The operation's `result` counts the follow-ups it would have made, what would have become of them "
                + "(handed over, held for quiet hours or the cap, no contact, no consent), and those it would not have made and why, each with a sample of customers.")
            .Fails(PlaybookProblems.NotFound, PlaybookProblems.CannotBeTried, PolicyProblems.Invalid)
            .RequestExample(Examples.DryRun);
        return v1;
    }

    private static class Examples
    {
        public static readonly object Change = new
        {
            conditions = new object[]
            {
                new { kind = "orderTotalAtLeast", amount = new { amount = "200.00", currency = "CNY" } },
                new { kind = "customerTagNotIn", values = new[] { "wholesale" } },
            },
            steps = new[] { new { number = 1, after = "P10D", within = new { unit = "elapsed", duration = "P5D" } } },
        };

        public static readonly object DryRun = new { days = 30, change = new { conditions = new[] { new { kind = "firstOrderOnly" } } } };
    }
}
