using RetentionApi.Platform.OpenApi;
using RetentionApi.Platform.Security;

namespace RetentionApi.Keys;

internal static class KeyRoutes
{
    public static RouteGroupBuilder MapKeys(this RouteGroupBuilder v1)
    {
        var keys = v1.MapGroup("/api-keys").WithTags("Keys").AddEndpointFilter(KeepOutOfCaches);
        keys.MapPost("/", CreateKey.Endpoint).Needs(Scopes.KeysWrite)
            .Explained("createKey", "Create a key",
                "For a storefront, a till, a person. The key itself is in `apiKey`, shown this once. To replace a key without a gap: create the new one, move over, delete the old one.")
            .Fails(KeyProblems.MoreThanOwn, KeyProblems.AlreadyExpired, KeyProblems.UnknownStaff)
            .RequestExample(Examples.New);
        keys.MapGet("/", ListKeys.Endpoint).Needs(Scopes.KeysWrite)
            .Explained("listKeys", "See all keys", "Who may do what, until when, and when each key was last used; newest first, revoked ones too.");
        keys.MapGet("/{id}", GetKey.Endpoint).Needs(Scopes.KeysWrite)
            .Explained("getKey", "Read a key", "What it may do and when it was last used; never the key itself.")
            .Fails(KeyProblems.NotFound);
        keys.MapDelete("/{id}", RevokeKey.Endpoint).Needs(Scopes.KeysWrite)
            .Explained("revokeKey", "Revoke a key", "From now on it is refused; other instances of the service learn of it within thirty seconds. A key cannot revoke itself.")
            .Fails(KeyProblems.NotFound, KeyProblems.Own);
        return v1;
    }

    private static ValueTask<object?> KeepOutOfCaches(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        invocation.HttpContext.Response.Headers.CacheControl = "no-store";
        return next(invocation);
    }

    private static class Examples
    {
        public static readonly object New = new { name = "web shop", scopes = new[] { "storefront" }, mode = "live", requestsPerMinute = 6_000 };
    }
}
