using Hangfire;
using RetentionApi.Platform.Errors;
using RetentionApi.Platform.Security;

namespace RetentionApi.Platform.Jobs;

/// <summary>Hangfire's dashboard at /jobs, for admins who have signed in with their key.</summary>
internal static class DashboardRoutes
{
    private const string SignInPath = DashboardPass.Path + "/sign-in";

    public static void MapJobsDashboard(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(SignInPath, () => Form("")).ExcludeFromDescription();
        routes.MapPost(SignInPath, SignInAsync).ExcludeFromDescription().DisableAntiforgery();
        var pass = routes.ServiceProvider.GetRequiredService<DashboardPass>();
        routes.MapHangfireDashboard(DashboardPass.Path, new DashboardOptions
        {
            Authorization = [pass],
            IsReadOnlyFunc = DashboardPass.IsReadOnly,
            DashboardTitle = "RetentionApi jobs",
            AppPath = "/swagger",
            DisplayStorageConnectionString = false,
        }).AskToSignIn(pass);
    }

    /// <summary>Shows the form to who has not signed in, instead of a bare refusal.</summary>
    private static void AskToSignIn(this IEndpointConventionBuilder dashboard, DashboardPass pass) => dashboard.Add(endpoint =>
    {
        var show = endpoint.RequestDelegate!;
        endpoint.RequestDelegate = async context =>
        {
            if (await pass.ReadAsync(context))
                await show(context);
            else if (HttpMethods.IsGet(context.Request.Method))
                context.Response.Redirect(SignInPath);
            else
                await Problems.WriteAsync(context, ProblemCatalogue.Unauthorized);
        };
    });

    private static async Task<IResult> SignInAsync(HttpContext context, ApiKeyDirectory keys, DashboardPass pass)
    {
        var key = context.Request.HasFormContentType ? (await context.Request.ReadFormAsync(context.RequestAborted))["key"].ToString().Trim() : "";
        var caller = await keys.FindAsync(key, context.Connection.RemoteIpAddress, context.RequestAborted);
        if (!caller.IsOk || !caller.Value.Scopes.Contains(Scopes.Admin) || caller.Value.KeyId is not { } keyId)
            return Form("<p role=\"alert\">This is not a valid key of an admin.</p>", StatusCodes.Status401Unauthorized);
        pass.GiveTo(context, ApiKey.Read(key)!, keyId);
        return Results.Redirect(DashboardPass.Path);
    }

    private static IResult Form(string message, int status = StatusCodes.Status200OK) => Results.Content(
        $$"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sign in · RetentionApi jobs</title>
        <style>body{font-family:system-ui;max-width:28rem;margin:12vh auto;padding:0 1rem}input,button{font:inherit;width:100%;padding:.5rem;box-sizing:border-box;margin:.25rem 0}</style></head>
        <body><h1>Jobs</h1>{{message}}<form method="post" action="{{SignInPath}}"><label for="key">Admin key</label>
        <input id="key" name="key" type="password" autocomplete="off" required autofocus placeholder="ret_live_…"><button>Sign in for an hour</button></form></body></html>
        """,
        "text/html; charset=utf-8", statusCode: status);
}
