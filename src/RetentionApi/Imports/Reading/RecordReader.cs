using System.Text.Unicode;
using RetentionApi.Domain.Common;

namespace RetentionApi.Imports.Reading;

/// <summary>Cuts a stream into records with their line numbers, in memory of the longest record; blank lines are left out.</summary>
internal sealed class RecordReader(Stream stream, ImportFormat format)
{
    private const int LongestRecord = 1 << 16;

    private const long MostBytes = 2L << 30;

    private byte[] buffer = new byte[1 << 16];

    private int start, end;

    private long bytesRead, nextLine = 1;

    private bool isAtEnd;

    /// <summary>The line at which <see cref="Record"/> begins, counted from 1.</summary>
    public long LineNo { get; private set; }

    /// <summary>Without its line end; valid until the next read.</summary>
    public ReadOnlyMemory<byte> Record { get; private set; }

    /// <summary>False at the end. An error where what comes is no text, or too much of it.</summary>
    public async ValueTask<Result<bool>> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var length = LengthOfRecord(buffer.AsSpan(start, end - start));
            if (length < 0 && !isAtEnd)
            {
                if (end - start >= LongestRecord)
                    return ImportProblems.LineTooLong(nextLine);
                await FillAsync(cancellationToken);
                if (bytesRead > MostBytes)
                    return ImportProblems.TooLarge;
                continue;
            }

            length = length < 0 ? end - start : length;
            if (length == 0)
                return false;
            Take(length);
            if (!Utf8.IsValid(Record.Span) || Record.Span.Contains((byte)0))
                return ImportProblems.NotText(LineNo);
            if (!Record.Span.Trim(" \t"u8).IsEmpty)
                return true;
        }
    }

    private int LengthOfRecord(ReadOnlySpan<byte> bytes) =>
        format == ImportFormat.Csv ? CsvFields.LengthOfRecord(bytes) : bytes.IndexOf((byte)'\n') is >= 0 and var at ? at + 1 : -1;

    private void Take(int length)
    {
        LineNo = nextLine;
        var bytes = buffer.AsMemory(start, length);
        nextLine += bytes.Span.Count((byte)'\n');
        start += length;
        Record = bytes.TrimEnd("\r\n"u8);
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        (start, end) = (0, end - start);
        if (end == buffer.Length)
            Array.Resize(ref buffer, buffer.Length * 2);
        var read = await stream.ReadAsync(buffer.AsMemory(end), cancellationToken);
        isAtEnd = read == 0;
        end += read;
        if (bytesRead == 0)
            await SkipMarkAsync(cancellationToken);
        bytesRead += read;
    }

    /// <summary>Excel begins UTF-8 with a byte order mark.</summary>
    private async ValueTask SkipMarkAsync(CancellationToken cancellationToken)
    {
        while (end < 3 && await stream.ReadAsync(buffer.AsMemory(end), cancellationToken) is > 0 and var more)
            end += more;
        if (buffer.AsSpan(0, end).StartsWith("\uFEFF"u8))
            start = 3;
    }
}
