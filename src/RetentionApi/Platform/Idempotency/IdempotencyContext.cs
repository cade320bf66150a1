using NodaTime;

namespace RetentionApi.Platform.Idempotency;

/// <summary>The Idempotency-Key of the request under way, if it has one.</summary>
internal sealed class IdempotencyContext
{
    public static readonly Duration Kept = Duration.FromHours(24);

    public string? Key { get; private set; }

    /// <summary>Method and route pattern: a key is unique per merchant and operation.</summary>
    public string Operation { get; private set; } = "";

    /// <summary>SHA-256 of method, path, query and body.</summary>
    public byte[] RequestHash { get; private set; } = [];

    public bool IsReplayed { get; set; }

    /// <summary>A twin of this request is still under way.</summary>
    public bool IsInProgress { get; set; }

    public string LockName(Guid merchantId) => $"{merchantId:N}|{Operation}|{Key}";

    /// <summary>Of a body that streamed, once all of it has been read.</summary>
    public void AddBody(ReadOnlySpan<byte> bodyHash) => RequestHash = System.Security.Cryptography.SHA256.HashData([.. RequestHash, .. bodyHash]);

    public void Set(string key, string operation, byte[] requestHash) => (Key, Operation, RequestHash) = (key, operation, requestHash);
}
