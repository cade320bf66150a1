using RetentionApi.Platform.Jobs;
using RetentionApi.Platform.OpenApi;
using RetentionApi.Reports.Levels;
using RetentionApi.Reports.MonthCounts;

namespace RetentionApi.Reports;

internal static class ReportRoutes
{
    private const string Forms = " As JSON, as CSV, or as a picture (SVG).", Counted = " The months are counted every hour where something changed (`asOf` says when); `POST /v1/jobs/month-counts/run` counts them at once.";

    public static IServiceCollection AddReports(this IServiceCollection services) => services
        .AddScoped<ReportDesk>()
        .AddScoped<ReportReads>()
        .AddScoped<MonthCounter>()
        .AddRecurringJob<MonthCountJob>("month-counts", RecurringJobs.Hourly);

    public static RouteGroupBuilder MapReports(this RouteGroupBuilder v1)
    {
        var reports = v1.MapGroup("/reports").WithTags("Reports");
        reports.MapGet("/levels", GetLevelReport.Endpoint)
            .Explained("getLevelReport", "Customers by level, month by month",
                "How many customers had earned each of the five levels when a month ended, and how they came there: who became known, who rose, who fell, from which level to which." + Counted + Forms)
            .Fails(ReportProblems.WrongPeriod)
            .AsReport(LevelReportForm.Form, LevelReportForm.Example);
        return v1;
    }
}
