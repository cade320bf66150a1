using System.Text;

namespace RetentionApi.Imports.Reading;

/// <summary>The fields of one CSV record (RFC 4180), one after the other. A quote has a meaning at the beginning of a field only; elsewhere it is an inch.</summary>
internal ref struct CsvFields(ReadOnlySpan<byte> record)
{
    private const byte Quote = (byte)'"', Comma = (byte)',', LineFeed = (byte)'\n';

    private ReadOnlySpan<byte> rest = record;

    private bool isAtEnd;

    /// <summary>The field that <see cref="MoveNext"/> went to.</summary>
    public string Current { get; private set; } = "";

    /// <summary>The length of the first record with its line end, or -1 where more bytes are needed to tell.</summary>
    public static int LengthOfRecord(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; ;)
        {
            if (at < bytes.Length && bytes[at] == Quote)
            {
                var length = LengthOfQuoted(bytes[at..], isWhole: false);
                if (length < 0)
                    return -1;
                at += length;
            }

            var end = bytes[at..].IndexOfAny(Comma, LineFeed);
            if (end < 0)
                return -1;
            at += end + 1;
            if (bytes[at - 1] == LineFeed)
                return at;
        }
    }

    public bool MoveNext()
    {
        if (isAtEnd)
            return false;
        var text = "";
        var quoted = rest is [Quote, ..] ? LengthOfQuoted(rest, isWhole: true) : -1;
        if (quoted > 0)
        {
            text = Encoding.UTF8.GetString(rest[1..(quoted - 1)]).Replace("\"\"", "\"", StringComparison.Ordinal);
            rest = rest[quoted..];
        }

        var end = rest.IndexOf(Comma);
        Current = text + Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]);
        isAtEnd = end < 0;
        rest = end < 0 ? [] : rest[(end + 1)..];
        return true;
    }

    /// <summary>With both quotes; -1 where the closing one is not there, or may be the first half of a doubled one.</summary>
    private static int LengthOfQuoted(ReadOnlySpan<byte> bytes, bool isWhole)
    {
        for (var at = 1; ; at++)
        {
            var quote = bytes[at..].IndexOf(Quote);
            if (quote < 0)
                return -1;
            at += quote + 1;
            if (at == bytes.Length)
                return isWhole ? at : -1;
            if (bytes[at] != Quote)
                return at;
        }
    }
}
