using RetentionApi.Customers;
using RetentionApi.Domain.Relationships;
using RetentionApi.Merchants;
using RetentionApi.Platform.Jobs;
using RetentionApi.Platform.OpenApi;
using RetentionApi.Platform.Security;

namespace RetentionApi.Segments;

internal static class SegmentRoutes
{
    public static IServiceCollection AddSegments(this IServiceCollection services) => services
        .AddScoped<SegmentReads>()
        .AddRecurringJob<SegmentCountJob>("segment-counts", RecurringJobs.Hourly);

    public static RouteGroupBuilder MapSegments(this RouteGroupBuilder v1)
    {
        var segments = v1.MapGroup("/segments").WithTags("Segments");
        segments.MapPost("/", CreateSegment.Endpoint).Needs(Scopes.SegmentsWrite)
            .Explained("createSegment", "Save a segment", "Customers who have something in common, under a name: for instance everybody at level `responsible` who is about to leave. Who is in it changes by itself.")
            .Fails(SegmentProblems.NameTaken, SegmentProblems.Empty, SegmentProblems.OwnerIsMe)
            .RequestExample(Examples.New)
            .ResponseExample(Examples.Segment);
        segments.MapGet("/", ListSegments.Endpoint).Needs(Scopes.CustomersRead)
            .Explained("listSegments", "See your segments", "By name, with how many customers were in each within the last hour.");
        segments.MapGet("/{id}", GetSegment.Endpoint).Needs(Scopes.CustomersRead)
            .Explained("getSegment", "Read a segment", "Its criteria, and how many customers meet them.")
            .Fails(SegmentProblems.NotFound)
            .ResponseExample(Examples.Segment);
        segments.MapPatch("/{id}", ChangeSegment.Endpoint).Needs(Scopes.SegmentsWrite)
            .Explained("changeSegment", "Change a segment", "Send only what changes, with the `ETag` you read as `If-Match`; a criterion that is null is dropped.")
            .Fails(SegmentProblems.NotFound, SegmentProblems.NameTaken, SegmentProblems.Empty, SegmentProblems.OwnerIsMe)
            .RequestExample(Examples.Change);
        segments.MapDelete("/{id}", DeleteSegment.Endpoint).Needs(Scopes.SegmentsWrite)
            .Explained("deleteSegment", "Forget a segment", "Its customers stay. Needs the `ETag` you read as `If-Match`.")
            .Fails(SegmentProblems.NotFound);
        segments.MapGet("/{id}/customers", ListSegmentCustomers.Endpoint).Needs(Scopes.CustomersRead)
            .Explained("listSegmentCustomers", "See who is in a segment", "As the list of customers; narrow it further with `GET /v1/customers?segmentId=`.")
            .Fails(SegmentProblems.NotFound)
            .ResponseExample(CustomerExamples.List);
        return v1;
    }

    private static class Examples
    {
        public static readonly object New = new { name = "Responsible and about to leave", criteria = new { level = "responsible", riskBand = "high" } };

        public static readonly object Change = new { criteria = new { tag = "wholesale" } };

        public static readonly SegmentView Segment = new(
            ExampleShop.Segment, "Responsible and about to leave", new CustomerCriteria(Level.Responsible, "high", null, null), 128, ExampleShop.Now, ExampleShop.Now, 1);
    }
}
