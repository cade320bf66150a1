namespace RetentionApi.Platform.Errors;

/// <summary>The pages that a problem's <c>type</c> leads to.</summary>
internal static class ProblemRoutes
{
    public static void MapProblemPages(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/problems/{code}", (string code) => ProblemCatalogue.Find(code) is { } text
                ? Results.Text($"{text.Title}\n\n{text.Advice}\n\ncode: {text.Code}\n", "text/plain; charset=utf-8")
                : Results.NotFound())
            .AllowAnonymous().ExcludeFromDescription();
}
