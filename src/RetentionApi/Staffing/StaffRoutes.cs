using RetentionApi.Platform.OpenApi;
using RetentionApi.Platform.Security;

namespace RetentionApi.Staffing;

internal static class StaffRoutes
{
    public static RouteGroupBuilder MapStaff(this RouteGroupBuilder v1)
    {
        var staff = v1.MapGroup("/staff").WithTags("Staff");
        staff.MapPost("/", CreateStaff.Endpoint).Needs(Scopes.StaffWrite)
            .Explained("createStaff", "Add a person to your team", "Somebody who looks after customers: duties and reminders go to the customer's owner. Bind a key to them and they are `me`.")
            .Fails(StaffProblems.EmailTaken)
            .RequestExample(Examples.New);
        staff.MapGet("/", ListStaff.Endpoint).Needs(Scopes.StaffRead)
            .Explained("listStaff", "See your team", "Newest first; who has left is there with `isActive: false`.");
        staff.MapGet("/{id}", GetStaff.Endpoint).Needs(Scopes.StaffRead)
            .Explained("getStaff", "Read one person", "Name, address and whether they still work here.")
            .Fails(StaffProblems.NotFound);
        staff.MapPatch("/{id}", ChangeStaff.Endpoint).Needs(Scopes.StaffWrite)
            .Explained("changeStaff", "Change a person's data, or let them go", "Send only what changes, with the `ETag` you read as `If-Match`; `isActive: false` for who has left: their keys are revoked at once.")
            .Fails(StaffProblems.NotFound, StaffProblems.EmailTaken)
            .RequestExample(Examples.Leave);
        return v1;
    }

    private static class Examples
    {
        public static readonly object New = new { name = "李雷", email = "li.lei@example.com" };

        public static readonly object Leave = new { isActive = false };
    }
}
