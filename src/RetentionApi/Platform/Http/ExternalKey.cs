using System.Text;
using System.Text.RegularExpressions;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Platform.Http;

/// <summary>How a path names a resource: our id, or <c>~source:externalId</c>. Takes what <see cref="ExternalKeys"/> has decoded.</summary>
internal readonly partial record struct ExternalKey(Guid? Id, string? Source, string? ExternalId)
{
    private const int LongestExternalId = 255;

    public static bool TryParse(string? text, out ExternalKey key)
    {
        key = default;
        if (Guid.TryParse(text, out var id))
        {
            key = new ExternalKey(id, null, null);
            return true;
        }

        if (text is null || !text.StartsWith('~') || text.IndexOf(':', StringComparison.Ordinal) is var colon && colon < 0)
            return false;
        var source = text[1..colon];
        var externalId = text[(colon + 1)..];
        if (!IsSource(source) || !IsExternalId(externalId))
            return false;
        key = new ExternalKey(null, source, externalId);
        return true;
    }

    /// <summary>$1 merchant, $2 id, $3 source, $4 external id, as every look-up by key takes them.</summary>
    public object[] Values(Guid merchantId) =>
        [merchantId, SqlValue.Of(Id), SqlValue.Of(Source), SqlValue.Of(ExternalId)];

    public static bool IsSource(string? text) => text is not null && SourcePattern().IsMatch(text);

    public static bool IsExternalId(string? text) => text is { Length: > 0 } && Encoding.UTF8.GetByteCount(text) <= LongestExternalId && !text.Any(char.IsControl);

    [GeneratedRegex("^[a-z0-9_]{1,32}$")]
    private static partial Regex SourcePattern();
}
