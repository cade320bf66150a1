using NodaTime;

namespace RetentionApi.Domain.Common;

/// <summary>Ids are UUIDv7 (RFC 9562): made here, ordered by the instant they were made at, so that an index grows at its end.</summary>
public static class Ids
{
    public static Guid New(Instant at) => Guid.CreateVersion7(at.ToDateTimeOffset());
}
