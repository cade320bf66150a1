using RetentionApi.Customers;
using RetentionApi.Platform.Jobs;
using RetentionApi.Platform.OpenApi;
using RetentionApi.Platform.Operations;
using RetentionApi.Platform.Security;

namespace RetentionApi.Exports;

internal static class ExportRoutes
{
    public static IServiceCollection AddExports(this IServiceCollection services) => services
        .AddSingleton<PersonExportReads>()
        .AddSingleton<IOperationWork, ExportWork>()
        .AddRecurringJob<ExpiredExportJob>("expired-exports", RecurringJobs.Hourly);

    public static RouteGroupBuilder MapExports(this RouteGroupBuilder v1)
    {
        v1.MapGroup("/customers").WithTags("Customers").MapGet("/{id}/export", ExportCustomer.Endpoint).Needs(Scopes.CustomersExport)
            .Explained("exportCustomer", "Give a customer all you keep of them",
                "For one who asks what you know: everything that is stored of them and of all who were merged into them, by capability, and what is concluded of them with its logic in words, the numbers that went in and "
                + "the reasons. An operation: its `result.href` leads to the file for seven days.")
            .Fails(CustomerProblems.NotFound, CustomerProblems.Restricted, ExportProblems.FormatUnknown);
        v1.MapGroup("/exports").WithTags("Customers").MapGet("/{id}", DownloadExport.Endpoint).Needs(Scopes.CustomersExport)
            .Explained("downloadExport", "Fetch an export", "The file that an export has put together: a JSON document, or a zip with one CSV a table.")
            .Produces<byte[]>(StatusCodes.Status200OK, "application/json", "application/zip")
            .Fails(ExportProblems.NotFound, CustomerProblems.Restricted);
        return v1;
    }
}
