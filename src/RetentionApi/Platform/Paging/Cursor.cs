using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Json;

namespace RetentionApi.Platform.Paging;

/// <summary>Where a page ended: the sort keys of its last item, bound to the filters of its list. Opaque to the caller.</summary>
internal static class Cursor
{
    internal static readonly Error Invalid = new(ErrorKind.Malformed, "cursor.invalid", "This cursor is not of this list: begin without one.");

    public static string Write<TKey>(TKey lastItem, string filters)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(new Envelope<TKey>(lastItem, Fingerprint(filters)), JsonDefaults.Options);
        return Base64Url.EncodeToString(payload);
    }

    /// <param name="cursor">Null: from the beginning.</param>
    /// <param name="filters">Everything that selects and sorts the list, in one fixed form.</param>
    public static Result<TKey?> Read<TKey>(string? cursor, string filters)
        where TKey : class
    {
        if (cursor is null)
            return Result<TKey?>.Ok(null);
        try
        {
            var envelope = JsonSerializer.Deserialize<Envelope<TKey>>(Base64Url.DecodeFromChars(cursor), JsonDefaults.Options);
            return envelope is { Key: { } key } && envelope.Filters == Fingerprint(filters) ? key : Invalid;
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            return Invalid;
        }
    }

    private static string Fingerprint(string filters) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(filters)).AsSpan(0, 8));

    private sealed record Envelope<TKey>(TKey Key, string Filters);
}
