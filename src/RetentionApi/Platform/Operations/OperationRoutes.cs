using System.Text.Json;
using NodaTime;
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
            .Fails(OperationProblems.NotFound)
            .ResponseExample(Example);
        operations.MapPost("/{id}/cancel", CancelOperation.Endpoint).Needs(Scopes.OperationsWrite)
            .Explained("cancelOperation", "Stop long work", "It stops as soon as nothing is left half done; what was done until then stays.")
            .Fails(OperationProblems.NotFound, OperationProblems.AlreadyEnded);
        return v1;
    }

    private static readonly OperationView Example = new(
        new Guid("019cab3c-7c00-7a51-b1a4-2f6d1c3e5a76"), "import", OperationStatus.Succeeded, new OperationProgressView(18_204, 18_204, 2),
        JsonSerializer.SerializeToElement(new { lines = 18_204, accepted = 18_202, refused = 2, orders = 5_103, customers = 2_357 }), null, false,
        Instant.FromUtc(2026, 3, 12, 3, 0, 0), Instant.FromUtc(2026, 3, 12, 3, 0, 1), Instant.FromUtc(2026, 3, 12, 3, 0, 5));
}
