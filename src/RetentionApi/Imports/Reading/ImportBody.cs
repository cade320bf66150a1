using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;
using RetentionApi.Domain.Common;

namespace RetentionApi.Imports.Reading;

/// <summary>The body of a request as UTF-8, unpacked while it comes, hashed as it was sent.</summary>
internal sealed class ImportBody : IAsyncDisposable
{
    private readonly SHA256 hash = SHA256.Create();

    private readonly CryptoStream sent;

    private ImportBody(HttpRequest request, bool isPacked, Encoding charset)
    {
        sent = new CryptoStream(request.Body, hash, CryptoStreamMode.Read, leaveOpen: true);
        Stream content = isPacked ? new GZipStream(sent, CompressionMode.Decompress) : sent;
        Content = charset.CodePage == Encoding.UTF8.CodePage ? content : Encoding.CreateTranscodingStream(content, charset, Encoding.UTF8);
    }

    public Stream Content { get; }

    public static Result<ImportBody> Of(HttpRequest request)
    {
        var encoding = request.Headers.ContentEncoding.ToString();
        if (encoding is not ("" or "identity" or "gzip"))
            return ImportProblems.EncodingUnknown;
        var charset = MediaTypeHeaderValue.TryParse(request.ContentType, out var type) ? type.Charset.Value?.Trim('"') : null;
        return CharsetOf(charset) is { } known ? new ImportBody(request, encoding == "gzip", known) : ImportProblems.CharsetUnknown;
    }

    /// <summary>SHA-256 of what was sent, once all of it has been read.</summary>
    public async Task<byte[]> HashAsync(CancellationToken cancellationToken)
    {
        await sent.CopyToAsync(Stream.Null, cancellationToken);
        return hash.Hash!;
    }

    public async ValueTask DisposeAsync()
    {
        await Content.DisposeAsync();
        await sent.DisposeAsync();
        hash.Dispose();
    }

    private static Encoding? CharsetOf(string? name)
    {
        if (string.IsNullOrEmpty(name))
            return Encoding.UTF8;
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
