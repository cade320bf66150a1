using RetentionApi.Platform.Jobs;
using RetentionApi.Platform.OpenApi;
using RetentionApi.Reports.Calibration;
using RetentionApi.Reports.Cohorts;
using RetentionApi.Reports.Duties;
using RetentionApi.Reports.Ledger;
using RetentionApi.Reports.Levels;
using RetentionApi.Reports.Levers;
using RetentionApi.Reports.MonthCounts;
using RetentionApi.Reports.Promises;
using RetentionApi.Reports.Quality;
using RetentionApi.Reports.Reliability;
using RetentionApi.Reports.Reviews;
using RetentionApi.Risk;

namespace RetentionApi.Reports;

internal static class ReportRoutes
{
    private const string Behind = " It is a few minutes behind.", Tables = " As JSON or as CSV.";

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
        reports.MapGet("/cohorts", GetCohortReport.Endpoint)
            .Explained("getCohortReport", "Who ordered again, by month of first order",
                "Of the customers who first ordered in a month: how many they are, how many have ordered on a second day and within how long (the second-order rate), and what share of them ordered one month later, "
                + "two months later, and so on until today." + Counted + Forms)
            .Fails(ReportProblems.WrongPeriod)
            .AsReport(CohortReportForm.Form, CohortReportForm.Example);
        reports.MapGet("/levers", GetLeverReport.Endpoint)
            .Explained("getLeverReport", "The three levers: customers × orders × value",
                "All growth is more customers, more orders of each, or orders of more value. Month by month, with the revenue that came from customers you kept, new ones, those whom others brought, and those won back: "
                + "each customer of a month is one of these, and the four add up to the whole. Orders that name nobody are told apart; what was paid in another currency counts as an order and is in no sum." + Counted + Forms)
            .Fails(ReportProblems.WrongPeriod)
            .AsReport(LeverReportForm.Form, LeverReportForm.Example);
        reports.MapGet("/defections", GetDefectionReport.Endpoint)
            .Explained("getDefectionReport", "Customers by month: came, came back, left, and why",
                "Opening + new + won back − lost = closing, in every month, and the causes for which they left, the most frequent first. A customer is who has ordered; lost is who crossed into `lost` or said that "
                + "they leave; won back is who ordered after that. The win-back rate of a month says how many of those lost in it have come back since. "
                + "What is corrected later (a cancelled order, a merge) corrects the month that it belongs to." + Counted + Forms)
            .Fails(ReportProblems.WrongPeriod)
            .AsReport(DefectionReportForm.Form, DefectionReportForm.Example);
        reports.MapGet("/model", GetModelReport.Endpoint)
            .Explained("getModelReport", "How good the forecast of orders is",
                "The model by which customers are scored now, with its back-test: the same fit made a horizon earlier, set against who ordered since, by tenths of the customers." + Forms)
            .Fails(RiskProblems.NotFitted)
            .AsReport(ModelReportForm.Form, RiskExamples.Model);
        return MapWhatWasOwed(v1, reports);
    }

    private static RouteGroupBuilder MapWhatWasOwed(RouteGroupBuilder v1, RouteGroupBuilder reports)
    {
        reports.MapGet("/duties", GetDutyReport.Endpoint)
            .Explained("getDutyReport", "What you owed your customers, and did",
                "Duties by the month in which they came due, by kind and level: done in time, late, missed, skipped. Who could not be reached is told apart, for there nothing is owed. "
                + "What you owe yourselves is not in it: improvements are in the report on reviews, decisions about batch alerts in their own list." + Behind + Tables)
            .Fails(ReportProblems.WrongPeriod)
            .AsReport(DutyReportForm.Form, DutyReportForm.Example);
        reports.MapGet("/promises", GetPromiseReport.Endpoint)
            .Explained("getPromiseReport", "Promises kept, of those that were due",
                "By the month for which they were promised, and by what made them: promised dates of deliveries, cases, answers, what your products claim." + Counted + Tables)
            .Fails(ReportProblems.WrongPeriod)
            .AsReport(PromiseReportForm.Form, PromiseReportForm.Example);
        reports.MapGet("/quality", GetQualityReport.Endpoint)
            .Explained("getQualityReport", "What customers say of your products and batches",
                "The worst first: ratings, defects, and the rate of defects as far as it is known, of all that was ever answered; and how many of the checks that came due in a time were answered. "
                + "At most 200 at once: a category or a product narrows it." + Tables)
            .Fails(ReportProblems.WrongPeriod)
            .AsReport(QualityReportForm.Form, QualityReportForm.Example);
        reports.MapGet("/reliability", GetReliabilityReport.Endpoint)
            .Explained("getReliabilityReport", "How far you can be relied on",
                "Promises kept, enquiries answered in time, cases solved the first time, suggestions replied to, checks made, and told in time what customers must know or asked to be told, "
                + "as a number from 0 to 100 with its certainty: for the merchant, each team, or each person." + Behind + Tables)
            .Fails(ReportProblems.WrongPeriod)
            .AsReport(ReliabilityReportForm.Form, ReliabilityReportForm.Example);
        reports.MapGet("/reviews", GetReviewReport.Endpoint)
            .Explained("getReviewReport", "What came of your reviews",
                "Quarter by quarter and segment by segment: the figures, which goals were reached, and how many improvements were made, in time or late." + Tables)
            .Fails(ReportProblems.WrongPeriod)
            .AsReport(ReviewReportForm.Form, ReviewReportForm.Example);
        return v1;
    }
}
