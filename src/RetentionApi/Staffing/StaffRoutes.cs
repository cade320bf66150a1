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
            .Fails(StaffProblems.EmailTaken, StaffProblems.TeamUnknown)
            .RequestExample(Examples.New);
        staff.MapGet("/", ListStaff.Endpoint).Needs(Scopes.StaffRead)
            .Explained("listStaff", "See your team", "Newest first; who has left is there with `isActive: false`.");
        staff.MapGet("/{id}", GetStaff.Endpoint).Needs(Scopes.StaffRead)
            .Explained("getStaff", "Read one person", "Name, address and whether they still work here.")
            .Fails(StaffProblems.NotFound);
        staff.MapPatch("/{id}", ChangeStaff.Endpoint).Needs(Scopes.StaffWrite)
            .Explained("changeStaff", "Change a person's data, or let them go", "Send only what changes, with the `ETag` you read as `If-Match`; `isActive: false` for who has left: their keys are revoked at once.")
            .Fails(StaffProblems.NotFound, StaffProblems.EmailTaken, StaffProblems.TeamUnknown)
            .RequestExample(Examples.Leave);
        MapAbsences(staff);
        return v1.MapTeams();
    }

    private static void MapAbsences(RouteGroupBuilder staff)
    {
        staff.MapPost("/{id}/absences", CreateAbsence.Endpoint).Needs(Scopes.StaffWrite)
            .Explained("createAbsence", "Somebody is away", "What is due while they are away and cannot wait until they are back goes to a colleague of their team; their customers stay theirs.")
            .Fails(StaffProblems.NotFound)
            .RequestExample(Examples.Holiday);
        staff.MapGet("/{id}/absences", ListAbsences.Endpoint).Needs(Scopes.StaffRead)
            .Explained("listAbsences", "See when somebody is away", "The latest first; past ones too.")
            .Fails(StaffProblems.NotFound);
        staff.MapDelete("/{id}/absences/{absenceId}", EndAbsence.Endpoint).Needs(Scopes.StaffWrite)
            .Explained("endAbsence", "They are here after all", "Takes the absence back. What colleagues took over stays with them.")
            .Fails(StaffProblems.AbsenceNotFound);
    }

    private static RouteGroupBuilder MapTeams(this RouteGroupBuilder v1)
    {
        var teams = v1.MapGroup("/teams").WithTags("Staff");
        teams.MapPost("/", CreateTeam.Endpoint).Needs(Scopes.StaffWrite)
            .Explained("createTeam", "Make a team", "Its members stand in for each other. With `takesNewCustomers`, who has no owner yet and for whom somebody has something to do goes to its members in turn.")
            .Fails(StaffProblems.LeadUnknown, StaffProblems.TeamNameTaken)
            .RequestExample(Examples.Team);
        teams.MapGet("/", ListTeams.Endpoint).Needs(Scopes.StaffRead)
            .Explained("listTeams", "See your teams", "Newest first. Who is in a team says `GET /v1/staff`.");
        teams.MapGet("/{id}", GetTeam.Endpoint).Needs(Scopes.StaffRead)
            .Explained("getTeam", "Read a team", "Its name, its lead, and whether new customers go to its members.")
            .Fails(StaffProblems.TeamNotFound);
        teams.MapPatch("/{id}", ChangeTeam.Endpoint).Needs(Scopes.StaffWrite)
            .Explained("changeTeam", "Change a team", "Send only what changes, with the `ETag` you read as `If-Match`.")
            .Fails(StaffProblems.TeamNotFound, StaffProblems.LeadUnknown, StaffProblems.TeamNameTaken)
            .RequestExample(Examples.NewLead);
        return v1;
    }

    private static class Examples
    {
        public static readonly object New = new { name = "李雷", email = "li.lei@example.com" };

        public static readonly object Leave = new { isActive = false };

        public static readonly object Holiday = new { firstDay = "2026-10-01", lastDay = "2026-10-07" };

        public static readonly object Team = new { name = "Customer care", takesNewCustomers = true };

        public static readonly object NewLead = new { leadId = "019cab3c-7c00-7a51-b1a4-2f6d1c3e5a78" };
    }
}
