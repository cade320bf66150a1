using System.Text.Json;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Imports.Reading;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Errors;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Idempotency;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Operations;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Imports;

/// <summary>Takes a file in: staged while the request is open, applied afterwards by whichever instance comes to it.</summary>
internal static class CreateImport
{
    public sealed record Command(Guid Id, ImportRequest Request) : IDecision<OperationView>;

    /// <param name="kind">`customers`, `products`, `orders` or `order-lines`.</param>
    /// <param name="format">`csv` (with a header) or `ndjson`; absent: `csv`.</param>
    /// <param name="historical">The past owes nothing: no welcome, no message, only steps due from now on. Absent: true.</param>
    /// <param name="mapping">Our column, a colon, the file's: `order_id:InvoiceNo,sku:StockCode`. Columns of our names need none.</param>
    /// <param name="defaults">What the file lacks: `currency:GBP,source:shop`. `source` names where ids come from.</param>
    public static async Task<Results<Accepted<OperationView>, ProblemHttpResult>> Endpoint(
        string? kind, string? format, bool? historical, string? mapping, string? defaults,
        HttpContext context, ImportUploads uploads, IMediator mediator, IClock clock)
    {
        var cancellationToken = context.RequestAborted;
        var request = ImportOptions.Read(kind, format, historical, mapping, defaults, clock.GetCurrentInstant());
        var body = ImportBody.Of(context.Request);
        if (!request.IsOk || !body.IsOk)
            return Problems.Of(request.Error ?? body.Error!);
        var id = Ids.New(clock.GetCurrentInstant());
        await using var content = body.Value;
        var uploaded = await UploadAsync(id, request.Value, content, uploads, context);
        if (!uploaded.IsOk)
            return Problems.Of(uploaded.Error);

        var isKept = false;
        try
        {
            var result = await mediator.Send(new Command(id, uploaded.Value), cancellationToken);
            isKept = result.IsOk && result.Value.View.Id == id;
            return result.ToAccepted(view => $"/v1/operations/{view.Id}");
        }
        finally
        {
            if (!isKept)
                await uploads.DropAsync(id); // a replay answers with the first one's operation
        }
    }

    private static async Task<Result<ImportRequest>> UploadAsync(Guid id, ImportRequest request, ImportBody body, ImportUploads uploads, HttpContext context)
    {
        var services = context.RequestServices;
        try
        {
            var uploaded = await uploads.StreamAsync(id, request, body.Content, context.RequestAborted);
            if (uploaded.IsOk)
                services.GetRequiredService<IdempotencyContext>().AddBody(await body.HashAsync(context.RequestAborted));
            return uploaded;
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return ImportProblems.TooLarge;
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or OperationCanceledException)
        {
            await uploads.KeepFailureAsync(services.GetRequiredService<Caller>().MerchantId, id, request, ImportProblems.CutOff);
            return ImportProblems.CutOff;
        }
    }

    public sealed class Handler(RetentionDbContext db, AuditLog audit, IClock clock) : IRequestHandler<Command, Result<Written<OperationView>>>
    {
        public async Task<Result<Written<OperationView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = clock.GetCurrentInstant();
            var operation = new OperationRow
            {
                MerchantId = db.MerchantId,
                Id = request.Id,
                Kind = ImportUploads.OperationKind,
                Status = OperationStatus.Queued,
                Total = request.Request.Lines,
                Request = JsonSerializer.Serialize(request.Request, JsonDefaults.Options),
                CreatedAt = now,
            };
            db.Add(operation);
            db.Add(new ImportRow { MerchantId = db.MerchantId, Id = request.Id });
            audit.Add(db, now, "importBegun", "import", request.Id, after: request.Request);
            await db.SaveChangesAsync(cancellationToken);
            return Written<OperationView>.Accepted(OperationView.Of(operation));
        }
    }
}
