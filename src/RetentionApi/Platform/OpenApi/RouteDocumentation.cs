using RetentionApi.Domain.Common;

namespace RetentionApi.Platform.OpenApi;

/// <summary>What a route says of itself beyond its types. Every problem that a handler can answer with is named here: each answer that any test gets is compared.</summary>
internal static class RouteDocumentation
{
    /// <summary>The name of the operation, its summary, and a description in a sales person's words.</summary>
    public static RouteHandlerBuilder Explained(this RouteHandlerBuilder route, string operationId, string summary, string description) =>
        route.WithName(operationId).WithSummary(summary).WithDescription(description);

    /// <summary>The problems that this operation has of its own; what every operation has (401, 403, 429, 503) is added by itself.</summary>
    public static RouteHandlerBuilder Fails(this RouteHandlerBuilder route, params Error[] errors) =>
        route.WithMetadata([.. errors.Select(e => new DocumentedProblem(e))]);

    public static RouteHandlerBuilder RequestExample(this RouteHandlerBuilder route, object example) => route.WithMetadata(new RequestExample(example));

    /// <summary>A body that is read as it comes, in any of these media types.</summary>
    public static RouteHandlerBuilder RequestBodies(this RouteHandlerBuilder route, params (string MediaType, string Example)[] bodies) => route.WithMetadata(new StreamedBody(bodies));

    /// <summary>Of the very type that the route answers with, so that it stays true.</summary>
    public static RouteHandlerBuilder ResponseExample(this RouteHandlerBuilder route, object example) => route.WithMetadata(new ResponseExample(example));

    /// <summary>The same answer in other forms than JSON, for who accepts those.</summary>
    public static RouteHandlerBuilder AlsoAnswers(this RouteHandlerBuilder route, params (string MediaType, string Example)[] forms) => route.WithMetadata(new OtherForms(forms));
}

internal sealed record DocumentedProblem(Error Error);

internal sealed record RequestExample(object Example);

internal sealed record StreamedBody(IReadOnlyList<(string MediaType, string Example)> Bodies);

internal sealed record ResponseExample(object Example);

internal sealed record OtherForms(IReadOnlyList<(string MediaType, string Example)> Forms);
