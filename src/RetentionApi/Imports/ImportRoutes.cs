using Microsoft.AspNetCore.Mvc;
using RetentionApi.Imports.Applying;
using RetentionApi.Platform.Idempotency;
using RetentionApi.Platform.OpenApi;
using RetentionApi.Platform.Operations;
using RetentionApi.Platform.Security;

namespace RetentionApi.Imports;

internal static class ImportRoutes
{
    private const long LargestBody = 2L << 30;

    public static IServiceCollection AddImports(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(configuration.GetSection("Imports").Get<ImportSettings>() ?? new ImportSettings())
        .AddSingleton<ImportUploads>()
        .AddSingleton<ImportSteps>()
        .AddSingleton<IChunkApplication, CustomerChunks>()
        .AddSingleton<IChunkApplication, ProductChunks>()
        .AddSingleton<IChunkApplication, OrderChunks>()
        .AddSingleton<IChunkApplication, OrderLineChunks>()
        .AddSingleton<IOperationWork, ImportWork>();

    public static RouteGroupBuilder MapImports(this RouteGroupBuilder v1)
    {
        var imports = v1.MapGroup("/imports").WithTags("Imports");
        imports.MapPost("/", CreateImport.Endpoint).Needs(Scopes.ImportsWrite)
            .WithMetadata(new StreamsItsBody(), new RequestSizeLimitAttribute(LargestBody))
            .Explained("createImport", "Import a file",
                "Bring your past along: customers, products, orders or order lines as CSV or NDJSON, gzip if you like, up to 2 GiB. It is taken in while you send it and applied afterwards; "
                + "Location names the operation to watch. The past owes nothing: nobody is welcomed or written to because of it. The same file twice changes nothing. "
                + "Times without an offset are in your own zone; in order lines negative priced quantities are returns, matched to the same customer's latest earlier orders.")
            .RequestBodies(
                ("text/csv", "customer_id,email,name\nc-1,wang.fang@example.com,王芳\n"),
                ("application/x-ndjson", """{"customer_id":"c-1","email":"wang.fang@example.com","name":"王芳"}"""))
            .Fails(
                ImportProblems.KindUnknown, ImportProblems.FormatUnknown, ImportProblems.MappingInvalid("\"sku\" is not of the form column:value."),
                ImportProblems.DefaultsInvalid("source is 1 to 32 of a-z, 0-9 and _."), ImportProblems.ColumnMissing("placed_at", null), ImportProblems.EncodingUnknown,
                ImportProblems.CharsetUnknown, ImportProblems.Empty, ImportProblems.TooLarge, ImportProblems.CutOff, ImportProblems.NotText(17), ImportProblems.LineTooLong(17))
            .ResponseExample(ImportExamples.Started);
        imports.MapGet("/{id}/rejections", ListRejections.Endpoint).Needs(Scopes.OperationsRead)
            .Explained("listRejections", "See which lines were refused", "With their line numbers and reasons, as they came; as a CSV file with `Accept: text/csv`.")
            .Fails(ImportProblems.NotFound)
            .ResponseExample(ImportExamples.Rejections);
        return v1;
    }
}
