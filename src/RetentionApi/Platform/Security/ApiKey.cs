using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace RetentionApi.Platform.Security;

/// <summary><c>ret_{live|test}_{merchant}{random}{checksum}</c>: 22 characters each of merchant and secret, 6 of checksum, all base62.
/// The checksum tells a mistyped or leaked key offline; only the secret's SHA-256 is stored.</summary>
internal sealed record ApiKey(Guid MerchantId, string Text, byte[] Hash)
{
    private const string Live = "ret_live_", Test = "ret_test_";
    private const int ChecksumLength = 6;

    /// <summary>Enough to recognise it in a list: its beginning and its last four characters.</summary>
    public string Hint => $"{Text[..9]}…{Text[^4..]}";

    /// <param name="text">A key or its hint.</param>
    public static bool IsTest(string text) => text.StartsWith(Test, StringComparison.Ordinal);

    public static ApiKey New(Guid merchantId, bool isTest)
    {
        Span<byte> random = stackalloc byte[16];
        RandomNumberGenerator.Fill(random);
        var secret = Base62.Write(BinaryPrimitives.ReadUInt128BigEndian(random));
        var text = $"{(isTest ? Test : Live)}{Base62.Write(Base62.Number(merchantId))}{secret}";
        return new ApiKey(merchantId, text + Checksum(text), HashOf(secret));
    }

    /// <summary>Null where form or checksum are wrong.</summary>
    public static ApiKey? Read(string text)
    {
        var length = Live.Length + 2 * Base62.Length + ChecksumLength;
        if (text.Length != length || !(text.StartsWith(Live, StringComparison.Ordinal) || text.StartsWith(Test, StringComparison.Ordinal)))
            return null;
        if (!text.EndsWith(Checksum(text[..^ChecksumLength]), StringComparison.Ordinal))
            return null;
        var merchant = text.AsSpan(Live.Length, Base62.Length);
        return Base62.TryRead(merchant, out var number)
            ? new ApiKey(Base62.Id(number), text, HashOf(text.Substring(Live.Length + Base62.Length, Base62.Length)))
            : null;
    }

    private static byte[] HashOf(string secret) => SHA256.HashData(Encoding.ASCII.GetBytes(secret));

    private static string Checksum(string text) =>
        Base62.Write(BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text))), ChecksumLength);
}
