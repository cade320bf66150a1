using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using CsCheck;
using RetentionApi.Platform.Security;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Platform.Security;

public sealed class ApiKeyTests(TestService service) : IClassFixture<TestService>
{
    private static readonly Guid Merchant = new("01957c33-9a00-7000-8000-0123456789ab");

    [Fact]
    public void A_key_carries_its_merchant_and_is_read_again()
    {
        var key = ApiKey.New(Merchant, isTest: false);

        var read = ApiKey.Read(key.Text)!;

        key.Text.Should().MatchRegex("^ret_live_[0-9A-Za-z]{50}$");
        read.MerchantId.Should().Be(Merchant);
        read.Hash.Should().Equal(key.Hash);
    }

    [Fact]
    public void A_mistyped_key_is_known_offline() =>
        Gen.Select(Gen.Int[9, 58], Gen.Char.AlphaNumeric).Sample((place, character) =>
        {
            var text = ApiKey.New(Merchant, isTest: true).Text;
            var typed = $"{text[..place]}{character}{text[(place + 1)..]}";
            return typed == text || ApiKey.Read(typed) is null;
        });

    [Fact]
    public void Base62_holds_every_id() =>
        Gen.Guid.Sample(id => Base62.TryRead(Base62.Write(Base62.Number(id)), out var number) && Base62.Id(number) == id);

    [Theory]
    [InlineData("zzzzzzzzzzzzzzzzzzzzzz")]
    [InlineData("7n42DGM5Tflk9n8mt7Fhc8")]
    [InlineData("not base62!")]
    public void What_is_no_128_bits_is_not_read(string text) => Base62.TryRead(text, out _).Should().BeFalse();

    [Fact]
    public async Task Without_a_good_key_nothing_is_answered()
    {
        var shop = await service.NewMerchantAsync();
        string?[] bad = [null, "", "ret_live_", shop.Key[..^1], ApiKey.New(shop.Id, isTest: true).Text, ApiKey.New(Merchant, isTest: true).Text];

        foreach (var key in bad)
        {
            using var answer = await service.ClientOf(key).GetAsync("/v1/merchant");
            (await Task.FromResult(answer).ProblemCodeAsync(HttpStatusCode.Unauthorized)).Should().Be("request.unauthorized");
            answer.Headers.WwwAuthenticate.Single().Scheme.Should().Be("Bearer");
        }
    }

    [Fact]
    public async Task One_merchants_secret_opens_no_other_merchant()
    {
        var (mine, theirs) = (await service.NewMerchantAsync(), await service.NewMerchantAsync());
        var forged = WithChecksum($"ret_test_{Base62.Write(Base62.Number(theirs.Id))}{mine.Key.Substring(9 + Base62.Length, Base62.Length)}");
        ApiKey.Read(forged)!.MerchantId.Should().Be(theirs.Id);

        (await service.ClientOf(forged).GetAsync("/v1/merchant").ProblemCodeAsync(HttpStatusCode.Unauthorized)).Should().Be("request.unauthorized");
    }

    [Fact]
    public void A_single_right_is_no_role()
    {
        Scopes.Rights([Scopes.Admin]).Should().Contain(Scopes.KeysWrite).And.NotContain(Scopes.MerchantsCreate);
        Scopes.SingleRights([Scopes.Operator]).Should().Equal(Scopes.MerchantsCreate);
    }

    private static string WithChecksum(string text) =>
        text + Base62.Write(BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text))), 6);
}
