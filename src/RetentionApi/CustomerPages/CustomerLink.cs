using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using RetentionApi.Platform.Security;

namespace RetentionApi.CustomerPages;

/// <summary>What stands behind <c>/c/</c> in a link: <c>{merchant}{random}</c>, 22 characters each, base62. Whoever holds it may do its one thing; only the random part's SHA-256 is stored.</summary>
/// <param name="Text">The secret.</param>
internal sealed record CustomerLink(Guid MerchantId, string Text, byte[] Hash)
{
    public static CustomerLink New(Guid merchantId)
    {
        Span<byte> random = stackalloc byte[16];
        RandomNumberGenerator.Fill(random);
        var secret = Base62.Write(BinaryPrimitives.ReadUInt128BigEndian(random));
        return new CustomerLink(merchantId, Base62.Write(Base62.Number(merchantId)) + secret, HashOf(secret));
    }

    /// <summary>Null where it has not the form of one.</summary>
    public static CustomerLink? Read(string text) =>
        text.Length == 2 * Base62.Length && Base62.TryRead(text.AsSpan(0, Base62.Length), out var merchant) && Base62.TryRead(text.AsSpan(Base62.Length), out _)
            ? new CustomerLink(Base62.Id(merchant), text, HashOf(text[Base62.Length..]))
            : null;

    private static byte[] HashOf(string secret) => SHA256.HashData(Encoding.ASCII.GetBytes(secret));
}
