using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace RetentionApi.Domain.Common;

/// <summary>Ids are UUIDv7 (RFC 9562): made here, ordered by the instant they were made at, so that an index grows at its end.</summary>
public static class Ids
{
    public static Guid New(Instant at) => Guid.CreateVersion7(at.ToDateTimeOffset());

    /// <summary>The same id for the same name, wherever it is made: UUIDv8 from SHA-256. For what is there once by its nature, like a customer's visits of a day.</summary>
    public static Guid Of(string name)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
