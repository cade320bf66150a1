using RetentionApi.Platform.OpenApi;
using RetentionApi.Platform.Security;

namespace RetentionApi.Platform.Audit;

internal static class AuditRoutes
{
    public static RouteGroupBuilder MapAuditLog(this RouteGroupBuilder v1)
    {
        v1.MapGroup("/audit-log").WithTags("Audit log").MapGet("/", ListAuditLog.Endpoint).Needs(Scopes.AuditRead)
            .Explained("listAuditLog", "See who did what",
                "Every change, newest first: which key or person, what, when, from where, and for what people change how it was before and after. It can only grow.");
        return v1;
    }
}
