using System.Security.Cryptography;
using System.Text;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;

namespace RetentionApi.Platform.Idempotency;

/// <summary>Reads the key of a POST (draft-ietf-httpapi-idempotency-key-header) and takes the hash of what was asked. A body that streams is hashed where it is read.</summary>
internal sealed class IdempotencyMiddleware(RequestDelegate next)
{
    private const int MaximumLength = 255;

    public async Task InvokeAsync(HttpContext context, IdempotencyContext idempotency)
    {
        var header = context.Request.Headers["Idempotency-Key"];
        if (header.Count > 0 && HttpMethods.IsPost(context.Request.Method) && context.GetEndpoint() is RouteEndpoint endpoint)
        {
            var key = Unquoted(header.ToString());
            if (key.Length is 0 or > MaximumLength || key.Any(c => c is < ' ' or > '~'))
            {
                await Problems.WriteAsync(context, KeyInvalid);
                return;
            }

            var streams = endpoint.Metadata.GetMetadata<StreamsItsBody>() is not null;
            idempotency.Set(key, $"POST {endpoint.RoutePattern.RawText}", await HashAsync(context.Request, streams, context.RequestAborted));
            context.Response.OnStarting(() =>
            {
                if (idempotency.IsReplayed)
                    context.Response.Headers["Idempotent-Replayed"] = "true";
                if (idempotency.IsInProgress)
                    context.Response.Headers.RetryAfter = "1";
                return Task.CompletedTask;
            });
        }

        await next(context);
    }

    internal static readonly Error KeyInvalid = new(ErrorKind.Malformed, "idempotency.key_invalid", "An Idempotency-Key has 1 to 255 printable characters.");

    private static string Unquoted(string text) => text is ['"', .., '"'] ? text[1..^1] : text;

    private static async Task<byte[]> HashAsync(HttpRequest request, bool streams, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        if (streams)
            return hash.GetCurrentHash();
        request.EnableBuffering();
        var buffer = new byte[8192];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
            hash.AppendData(buffer, 0, read);
        request.Body.Position = 0;
        return hash.GetCurrentHash();
    }
}

/// <summary>Marks a route whose body is too large to be read twice.</summary>
internal sealed record StreamsItsBody;
