using System.Text.Json;
using NodaTime;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Imports.Reading;
using RetentionApi.Platform.Errors;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Operations;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Imports;

/// <summary>Streams a body into staging, line by line, as the worker.</summary>
internal sealed class ImportUploads(Databases databases, MerchantDatabases merchants, IClock clock)
{
    public const string OperationKind = "import";

    /// <returns>The request with what was found in the body; an error where the body is refused; nothing of it is left then.</returns>
    public async Task<Result<ImportRequest>> StreamAsync(Guid id, ImportRequest request, Stream body, CancellationToken cancellationToken)
    {
        var records = new RecordReader(body, request.Format);
        if (request.Format == ImportFormat.Csv)
        {
            var header = await HeaderAsync(records, cancellationToken);
            if (!header.IsOk)
                return header.Error;
            request = request with { Header = header.Value };
        }

        var layout = new ImportLayout(request);
        if (layout.Problem is { } problem)
            return problem;
        await CreateAsync(id, cancellationToken);
        var copied = Result<long>.Ok(0);
        try
        {
            copied = await CopyAsync(id, layout, records, cancellationToken);
        }
        finally
        {
            if (!copied.IsOk || copied.Value == 0)
                await DropAsync(id);
        }

        return !copied.IsOk ? copied.Error : copied.Value == 0 ? ImportProblems.Empty : request with { Lines = copied.Value };
    }

    private async Task CreateAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await databases.Imports.OpenConnectionAsync(cancellationToken);
        await StagingTable.DropOrphansAsync(connection, clock.GetCurrentInstant(), cancellationToken);
        await ExecuteAsync(connection, batch => StagingTable.AddCreate(batch, id), cancellationToken);
    }

    public async Task DropAsync(Guid id)
    {
        await using var connection = await databases.Jobs.OpenConnectionAsync(CancellationToken.None);
        await ExecuteAsync(connection, batch => StagingTable.AddDrop(batch, id), CancellationToken.None);
    }

    /// <summary>A body that was cut off leaves an operation behind that says so.</summary>
    public async Task KeepFailureAsync(Guid merchantId, Guid id, ImportRequest request, Error error)
    {
        var now = clock.GetCurrentInstant();
        await using var db = merchants.Context(merchantId);
        db.Add(new OperationRow
        {
            MerchantId = merchantId,
            Id = id,
            Kind = OperationKind,
            Status = OperationStatus.Failed,
            Request = JsonSerializer.Serialize(request, JsonDefaults.Options),
            Problem = JsonSerializer.Serialize(new ProblemDetailsWithCode(error), JsonDefaults.Options),
            CreatedAt = now,
            EndedAt = now,
        });
        await db.SaveChangesAsync(CancellationToken.None);
    }

    private static async Task<Result<List<string>>> HeaderAsync(RecordReader records, CancellationToken cancellationToken)
    {
        var read = await records.ReadAsync(cancellationToken);
        if (!read.IsOk)
            return read.Error;
        if (!read.Value)
            return ImportProblems.Empty;
        var header = new List<string>();
        var fields = new CsvFields(records.Record.Span);
        while (fields.MoveNext())
            header.Add(fields.Current.Trim());
        return header;
    }

    /// <returns>How many lines there were.</returns>
    private async Task<Result<long>> CopyAsync(Guid id, ImportLayout layout, RecordReader records, CancellationToken cancellationToken)
    {
        var staged = new StagingBuffer(databases.Imports, id);
        for (var lines = 0L; ; lines++)
        {
            var read = await records.ReadAsync(cancellationToken);
            if (!read.IsOk)
                return read.Error;
            if (!read.Value)
            {
                await staged.CopyAsync(cancellationToken);
                return lines;
            }

            staged.Add(records.LineNo, layout.KeyOf(records.Record.Span), records.Record.Span);
            if (staged.IsFull)
                await staged.CopyAsync(cancellationToken);
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, Action<NpgsqlBatch> add, CancellationToken cancellationToken)
    {
        await using var batch = connection.CreateBatch();
        add(batch);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
