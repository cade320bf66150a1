using RetentionApi.Platform.OpenApi;
using RetentionApi.Platform.Security;

namespace RetentionApi.Platform.Outbox;

internal static class OutboxRoutes
{
    public static RouteGroupBuilder MapParkedMessages(this RouteGroupBuilder v1)
    {
        var parked = v1.MapGroup("/parked-messages").WithTags("Operations");
        parked.MapGet("/", ListParkedMessages.Endpoint).Needs(Scopes.JobsRun)
            .Explained("listParkedMessages", "What could not be worked", "Facts whose consequences failed eight times in a row, with the reason. The customer's later facts go on; nothing is lost.");
        parked.MapPost("/replay", ReplayParkedMessages.Endpoint).Needs(Scopes.JobsRun)
            .Explained("replayParkedMessages", "Take it up again", "Of one customer or of all, once the cause is mended.")
            .RequestExample(new { customerId = "0199f3a2-7c1e-7d3a-9c51-3f0d5a2b8e10" });
        return v1;
    }
}
