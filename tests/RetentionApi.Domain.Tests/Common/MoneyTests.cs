using RetentionApi.Domain.Common;

namespace RetentionApi.Domain.Tests.Common;

public sealed class MoneyTests
{
    [Theory]
    [InlineData(1_000_000_000_000, null)]
    [InlineData(-1_000_000_000_000, null)]
    [InlineData(1_000_000_000_001, "money.too_large")]
    [InlineData(-1_000_000_000_001, "money.too_large")]
    public void What_is_told_has_a_bound(long amount, string? refusedAs)
    {
        var money = Money.Of(amount, "CNY");

        (money.IsOk ? null : money.Error.Code).Should().Be(refusedAs);
    }
}
