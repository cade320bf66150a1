using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Errors;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Exports;

/// <summary>Hands out what an export has put together.</summary>
internal static class DownloadExport
{
    public sealed record Query(Guid Id) : IQuery<ExportFile>;

    public static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Endpoint(Guid id, IMediator mediator, CancellationToken cancellationToken)
    {
        var result = await mediator.Send(new Query(id), cancellationToken);
        return result.IsOk ? TypedResults.File(result.Value.Content, result.Value.MediaType, result.Value.Name) : Problems.Of(result.Error);
    }

    public sealed class Handler(RetentionDbContext db, CustomerPersons persons, IClock clock) : IRequestHandler<Query, Result<ExportFile>>
    {
        public async Task<Result<ExportFile>> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = clock.GetCurrentInstant();
            if (await db.Set<CustomerExportRow>().AsNoTracking().SingleOrDefaultAsync(e => e.Id == request.Id && e.ExpiresAt > now, cancellationToken) is not { } export)
                return ExportProblems.NotFound;
            return await persons.IsHiddenAsync(export.CustomerId, cancellationToken) ? CustomerProblems.Restricted : ExportFile.Of(export);
        }
    }
}

internal sealed record ExportFile(byte[] Content, string MediaType, string Name)
{
    public static ExportFile Of(CustomerExportRow export) => export.Format is ExportFormat.Csv
        ? new(export.Content, "application/zip", $"customer-{export.CustomerId}.zip")
        : new(export.Content, "application/json", $"customer-{export.CustomerId}.json");
}
