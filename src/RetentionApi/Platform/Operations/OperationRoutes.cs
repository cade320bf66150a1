using RetentionApi.Platform.OpenApi;
using RetentionApi.Platform.Security;

namespace RetentionApi.Platform.Operations;

internal static class OperationRoutes
{
    public static RouteGroupBuilder MapOperations(this RouteGroupBuilder v1)
    {
        var operations = v1.MapGroup("/operations").WithTags("Operations");
        operations.MapGet("/{id}", GetOperation.Endpoint).Needs(Scopes.OperationsRead)
            .Explained("getOperation", "See how far long work is", "Imports, fits and jobs answer at once and go on by themselves, over restarts too; here is their progress, and in the end what came of them.")
            .Fails(OperationProblems.NotFound);
        operations.MapPost("/{id}/cancel", CancelOperation.Endpoint).Needs(Scopes.OperationsWrite)
            .Explained("cancelOperation", "Stop long work", "It stops as soon as nothing is left half done; what was done until then stays.")
            .Fails(OperationProblems.NotFound, OperationProblems.AlreadyEnded);
        return v1;
    }
}
