using RetentionApi.Domain.Common;

namespace RetentionApi.Platform.Errors;

/// <summary>Every problem code the service can answer with: its title and what to do about it. A capability adds its own in a file named <c>…Problems.cs</c>.</summary>
internal static class ProblemCatalogue
{
    public static readonly Error Unauthorized = new(ErrorKind.Forbidden, "request.unauthorized", "Send a valid key: Authorization: Bearer ret_live_….");

    public static readonly Error IfMatchMissing = new(ErrorKind.Stale, "request.if_match_missing", "Send If-Match with the ETag of the version you read.");

    public static readonly Error Stale = new(ErrorKind.Stale, "request.stale", "Somebody changed it since you read it: read it again.");

    public static readonly Error Contended = Error.Conflict("request.conflict", "Too many reports of the same thing at once: send it again.");

    public static readonly Error TooLarge = new(ErrorKind.Malformed, "request.too_large", "The body may have 1 MiB; import larger sets.");

    public static readonly Error UnsupportedMediaType = new(ErrorKind.Malformed, "request.unsupported_media_type", "Send the body as application/json.");

    public static readonly Error NotAcceptable = new(ErrorKind.Malformed, "request.not_acceptable", "There is no form of it that Accept allows: see the description for those that there are, or send format.");

    public static readonly Error Unavailable = new(ErrorKind.Conflict, "service.unavailable", "The database is away for the moment: try again shortly.");

    public static readonly Error Failed = new(ErrorKind.Conflict, "service.failed", "Something went wrong on our side. The trace id finds it in the log.");

    public static readonly Error RouteNotFound = new(ErrorKind.NotFound, "request.no_such_route", "There is nothing at this address.");

    private static readonly Dictionary<string, ProblemText> Texts = new[]
    {
        new ProblemText("request.malformed", "The request cannot be read", "The body is not JSON, or a member is missing, unknown or of another type; `errors` names the places."),
        new ProblemText("request.invalid", "The request breaks a rule", "The request was understood; `errors` names what must change."),
        new ProblemText("request.updated_in_future", "The source's clock is ahead", "Check `updatedAt` and its offset: a local time is not UTC. The newest version by it wins, so one from the future would keep every later one out."),
        new ProblemText("request.unauthorized", "No valid key", "The key is missing, mistyped, expired or revoked."),
        new ProblemText("request.missing_scope", "The key may not do this", "Use a key with the scope named in the detail."),
        new ProblemText("request.no_such_route", "Nothing here", "Check the path against /swagger."),
        new ProblemText("request.method_not_allowed", "Not this method", "The address exists, but not for this method; see the Allow header."),
        new ProblemText("request.too_large", "The body is too large", "A body may have 1 MiB; import larger sets."),
        new ProblemText("request.unsupported_media_type", "Not this media type", "Send application/json."),
        new ProblemText("request.not_acceptable", "Not in that form", "Accept one of the media types that the description names, or say `format`, which wins over Accept."),
        new ProblemText("request.rate_limited", "Too many requests", "Wait for Retry-After seconds; RateLimit tells what is left."),
        new ProblemText("request.if_match_missing", "If-Match is missing", "Read the resource and send its ETag as If-Match."),
        new ProblemText("request.stale", "Changed in the meantime", "Read it again, then repeat the change on what you read."),
        new ProblemText("request.conflict", "It contradicts what is there", "Read what is there first."),
        new ProblemText("cursor.invalid", "The cursor is not of this list", "A cursor belongs to the filters it came with: begin without a cursor."),
        new ProblemText("idempotency.key_invalid", "The Idempotency-Key is not usable", "One to 255 printable characters, bare or quoted."),
        new ProblemText("idempotency.key_reused", "This key was used for another request", "A key belongs to one request: make a new key."),
        new ProblemText("idempotency.in_progress", "The first request is still under way", "Wait for Retry-After and send it again."),
        new ProblemText("service.unavailable", "The database is away", "Nothing was lost that was answered with success; try again."),
        new ProblemText("service.failed", "A fault of ours", "Tell us the trace id."),
    }.ToDictionary(t => t.Code);

    private static readonly Lazy<Dictionary<string, ProblemText>> Everything = new(() => typeof(ProblemCatalogue).Assembly.GetTypes()
        .Where(t => t.Name.EndsWith("Problems", StringComparison.Ordinal))
        .SelectMany(t => t.GetField("Texts")?.GetValue(null) as IEnumerable<ProblemText> ?? [])
        .Concat(Texts.Values)
        .ToDictionary(t => t.Code));

    public static IEnumerable<ProblemText> All => Everything.Value.Values.OrderBy(t => t.Code, StringComparer.Ordinal);

    public static ProblemText? Find(string code) => Everything.Value.GetValueOrDefault(code);

    public static string TitleOf(string code) => Find(code)?.Title ?? code;

    /// <param name="at">Where in the body the report stands.</param>
    public static Error UpdatedInFuture(string at = "") => Error.Refused("request.updated_in_future", "A version that is reported has been: its clock is ahead of ours by more than five minutes.", $"{at}/updatedAt");

    public static Error MissingScope(string right) => new(ErrorKind.Forbidden, "request.missing_scope", $"This needs a key with the scope {right}.");
}

/// <summary>What stands on the page of a problem's type.</summary>
internal sealed record ProblemText(string Code, string Title, string Advice);
