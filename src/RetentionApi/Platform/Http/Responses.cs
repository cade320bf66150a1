using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;
using RetentionApi.Platform.Mediation;

namespace RetentionApi.Platform.Http;

/// <summary>From a handler's result to HTTP: the one mapper.</summary>
internal static class Responses
{
    public static Results<Ok<TView>, ProblemHttpResult> ToOk<TView>(this Result<TView> result) =>
        result.IsOk ? TypedResults.Ok(result.Value) : Problems.Of(result.Error);

    public static Results<Ok<TView>, ProblemHttpResult> ToOk<TView>(this Result<Written<TView>> result) =>
        result.IsOk ? TypedResults.Ok(result.Value.View) : Problems.Of(result.Error);

    /// <summary>201 with Location where something was made, 200 where it was there.</summary>
    public static Results<Created<TView>, Ok<TView>, ProblemHttpResult> ToCreated<TView>(this Result<Written<TView>> result, Func<TView, string> location)
    {
        if (!result.IsOk)
            return Problems.Of(result.Error);
        var (view, outcome) = result.Value;
        return outcome == Outcome.Created ? TypedResults.Created(location(view), view) : TypedResults.Ok(view);
    }

    public static Results<Accepted<TView>, ProblemHttpResult> ToAccepted<TView>(this Result<Written<TView>> result, Func<TView, string> location) =>
        result.IsOk ? TypedResults.Accepted(location(result.Value.View), result.Value.View) : Problems.Of(result.Error);

    public static Results<NoContent, ProblemHttpResult> ToNoContent<TView>(this Result<Written<TView>> result) =>
        result.IsOk ? TypedResults.NoContent() : Problems.Of(result.Error);
}
