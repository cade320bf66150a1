using System.Diagnostics;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Json;

namespace RetentionApi.Platform.Errors;

/// <summary>The one way from an <see cref="Error"/> to an answer (RFC 9457).</summary>
internal static class Problems
{
    public const string ContentType = "application/problem+json";

    public static ProblemHttpResult Of(Error error) => TypedResults.Problem(new ProblemDetailsWithCode(error));

    public static int Status(Error error) => error.Code switch
    {
        "request.unauthorized" => StatusCodes.Status401Unauthorized,
        "request.too_large" or "import.too_large" => StatusCodes.Status413PayloadTooLarge,
        "request.unsupported_media_type" => StatusCodes.Status415UnsupportedMediaType,
        "request.not_acceptable" => StatusCodes.Status406NotAcceptable,
        "request.rate_limited" => StatusCodes.Status429TooManyRequests,
        "request.if_match_missing" => StatusCodes.Status428PreconditionRequired,
        "service.unavailable" => StatusCodes.Status503ServiceUnavailable,
        "service.failed" => StatusCodes.Status500InternalServerError,
        "request.method_not_allowed" => StatusCodes.Status405MethodNotAllowed,
        _ => error.Kind switch
        {
            ErrorKind.Malformed => StatusCodes.Status400BadRequest,
            ErrorKind.NotFound => StatusCodes.Status404NotFound,
            ErrorKind.Refused => StatusCodes.Status422UnprocessableEntity,
            ErrorKind.Conflict => StatusCodes.Status409Conflict,
            ErrorKind.Stale => StatusCodes.Status412PreconditionFailed,
            ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
            _ => throw new UnreachableException(error.Kind.ToString()),
        },
    };

    /// <summary>For middleware, where no endpoint result is at hand.</summary>
    public static Task WriteAsync(HttpContext context, Error error)
    {
        var problem = new ProblemDetailsWithCode(error) { Instance = context.Request.Path };
        problem.Extensions["traceId"] = TraceId(context);
        context.Response.StatusCode = problem.Status!.Value;
        return context.Response.WriteAsJsonAsync(problem, JsonDefaults.Options, ContentType, context.RequestAborted);
    }

    public static string TraceId(HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
}

/// <summary>RFC 9457 with our stable code and, where known, the places in the request that are wrong.</summary>
internal sealed class ProblemDetailsWithCode : Microsoft.AspNetCore.Mvc.ProblemDetails
{
    public ProblemDetailsWithCode(Error error)
    {
        Type = $"/problems/{error.Code}";
        Title = ProblemCatalogue.TitleOf(error.Code);
        Status = Problems.Status(error);
        Detail = error.Detail;
        Code = error.Code;
        Errors = error.Fields;
    }

    public string Code { get; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FieldError>? Errors { get; }
}
