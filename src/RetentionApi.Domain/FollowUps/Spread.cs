namespace RetentionApi.Domain.FollowUps;

/// <summary>A customer's place between others, the same for ever and evenly spread.</summary>
internal static class Spread
{
    private const uint Offset = 2166136261, Prime = 16777619;

    /// <summary>From 0 on, below 1: the FNV-1a hash of the id, mixed once more so that ids made one after the other lie far apart.</summary>
    public static double Of(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes);
        var hash = Offset;
        foreach (var part in bytes)
            hash = (hash ^ part) * Prime;
        hash ^= hash >> 16;
        hash *= 0x85ebca6b;
        hash ^= hash >> 13;
        return hash / (uint.MaxValue + 1d);
    }
}
