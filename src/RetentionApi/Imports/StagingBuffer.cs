using System.Buffers;
using Npgsql;
using NpgsqlTypes;
using RetentionApi.Platform.Http;

namespace RetentionApi.Imports;

/// <summary>Lines on their way into staging: gathered while the client sends them, and copied on a connection that is held for the copy only, so that a slow client keeps nobody else waiting.</summary>
internal sealed class StagingBuffer(NpgsqlDataSource imports, Guid importId)
{
    /// <summary>Enough for the commit of each copy not to be felt.</summary>
    private const int Bytes = 4 << 20;

    private readonly ArrayBufferWriter<byte> raw = new();

    private readonly List<Line> lines = [];

    public bool IsFull => raw.WrittenCount >= Bytes;

    /// <param name="key">What could be no id goes without: its line is refused by itself, and a longer one than an id would not fit the index.</param>
    public void Add(long lineNo, string key, ReadOnlySpan<byte> record)
    {
        lines.Add(new Line(lineNo, ExternalKey.IsExternalId(key) ? key : "", raw.WrittenCount, record.Length));
        raw.Write(record);
    }

    public async Task CopyAsync(CancellationToken cancellationToken)
    {
        if (lines.Count == 0)
            return;
        await using var connection = await imports.OpenConnectionAsync(cancellationToken);
        await using var copy = await connection.BeginBinaryImportAsync(StagingTable.Copy(importId), cancellationToken);
        foreach (var line in lines)
        {
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(line.No, NpgsqlDbType.Bigint, cancellationToken);
            await copy.WriteAsync(line.Key, NpgsqlDbType.Text, cancellationToken);
            await copy.WriteAsync(raw.WrittenMemory.Slice(line.Start, line.Length), NpgsqlDbType.Text, cancellationToken);
        }

        await copy.CompleteAsync(cancellationToken);
        lines.Clear();
        raw.ResetWrittenCount();
    }

    private readonly record struct Line(long No, string Key, int Start, int Length);
}
