using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Platform.Errors;

/// <summary>Turns what was thrown into a problem, once, without a stack trace, SQL or a library's own words.</summary>
internal sealed class ProblemHandling(ILogger<ProblemHandling> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && context.RequestAborted.IsCancellationRequested)
            return true;
        var error = ErrorOf(exception);
        if (ReferenceEquals(error, ProblemCatalogue.Failed))
            logger.LogError(exception, "A request failed");
        else if (ReferenceEquals(error, ProblemCatalogue.Unavailable))
            logger.LogWarning(exception, "The database is away");
        if (ReferenceEquals(error, ProblemCatalogue.Unavailable))
            context.Response.Headers.RetryAfter = "2";
        await Problems.WriteAsync(context, error);
        return true;
    }

    private static Error ErrorOf(Exception exception) => exception switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => ProblemCatalogue.TooLarge,
        BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } =>
            ProblemCatalogue.UnsupportedMediaType,
        BadHttpRequestException { InnerException: JsonException json } => Malformed(json),
        BadHttpRequestException bad => new Error(ErrorKind.Malformed, "request.malformed", BindingDetail(bad)),
        JsonException json => Malformed(json),
        _ when exception.IsOfUnstorableText() => new Error(ErrorKind.Malformed, "request.malformed", "The character U+0000 cannot be kept."),
        _ when exception.IsOfTheMoment() => ProblemCatalogue.Unavailable,
        _ => ProblemCatalogue.Failed,
    };

    private static Error Malformed(JsonException json)
    {
        var pointer = JsonPointer.Of(json.Path) + JsonPointer.Of(json.Data[JsonReason.PlaceWithin] as string);
        if (json.Message.Contains("missing required", StringComparison.Ordinal))
            return Unreadable(MissingMembers(json.Message).Select(name => new FieldError($"{pointer}/{name}", "this member is required", "request.malformed")));
        var detail = json.Message.Contains("could not be mapped", StringComparison.Ordinal) ? "this member is not known here"
            : json is { Data: var data } && data["reason"] is string reason ? reason
            : "this is not of the expected form";
        return Unreadable([new FieldError(pointer, detail, "request.malformed")]);
    }

    private static Error Unreadable(IEnumerable<FieldError> places) => new(ErrorKind.Malformed, "request.malformed", "The body cannot be read.", [.. places]);

    /// <summary>The names at the end of the serializer's sentence, which are the request's own.</summary>
    private static IEnumerable<string> MissingMembers(string message) =>
        message[(message.LastIndexOf(':') + 1)..].TrimEnd('.').Split(',').Select(name => name.Trim(' ', '\''));

    private static string BindingDetail(BadHttpRequestException exception)
    {
        // 'Failed to bind parameter "int limit" from "x".' → the parameter's name is the request's own word, the rest is ours.
        var parts = exception.Message.Split('"');
        var name = parts.Length >= 3 ? JsonNamingPolicy.CamelCase.ConvertName(parts[1].Split(' ')[^1]) : "";
        return parts.Length >= 3 && exception.Message.StartsWith("Failed to bind", StringComparison.Ordinal)
            ? $"The parameter {name} is not of the expected form."
            : exception.Message.StartsWith("Required parameter", StringComparison.Ordinal) && parts.Length >= 3
                ? $"The parameter {name} is missing."
                : "The request cannot be read: is there a JSON body?";
    }
}

internal static class JsonPointer
{
    /// <summary>RFC 6901 from the serializer's path: <c>$.lines[0].typo</c> → <c>/lines/0/typo</c>.</summary>
    public static string Of(string? path)
    {
        if (path is null or "" or "$")
            return "";
        var text = path.StartsWith('$') ? path[1..] : "." + path;
        return text.Replace("['", ".", StringComparison.Ordinal).Replace("']", "", StringComparison.Ordinal)
            .Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)
            .Replace('[', '/').Replace("]", "", StringComparison.Ordinal).Replace('.', '/');
    }
}
