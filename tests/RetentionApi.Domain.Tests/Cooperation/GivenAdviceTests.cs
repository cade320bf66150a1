using RetentionApi.Domain.Cooperation;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Merchants;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.Cooperation;

public sealed class GivenAdviceTests
{
    [Fact]
    public void It_is_taken_once_and_one_of_what_was_advised()
    {
        var advice = Given();

        advice.Accept("P9", CustomerValue.Price, Day(1), Day(1)).Error.Should().Be(AdviceErrors.NotAdvised);
        advice.Accept("P6", CustomerValue.Price, Day(1), Day(1)).IsOk.Should().BeTrue();

        (advice.AcceptedProductId, advice.AcceptedFor, advice.AcceptedAt, advice.Version).Should().Be((Cup.Id, CustomerValue.Price, Day(1), 2));
        advice.Accept("P7", CustomerValue.Price, Day(1), Day(1)).Error.Should().Be(AdviceErrors.AlreadyAccepted);
    }

    [Fact]
    public void It_is_regretted_once_whether_or_not_it_was_taken()
    {
        var advice = Given();

        advice.Regret(" too small ", Day(2), Day(2)).IsOk.Should().BeTrue();

        (advice.RegrettedAt, advice.RegretReason).Should().Be((Day(2), "too small"));
        advice.Regret(null, Day(3), Day(3)).Error.Should().Be(AdviceErrors.AlreadyRegretted);
    }

    [Fact]
    public void Nobody_says_so_before_it_was_given_nor_in_the_future()
    {
        Given().Accept("P6", CustomerValue.Price, Day(-1), Day(1)).Error.Should().Be(AdviceErrors.BeforeGiven);
        Given().Accept("P6", CustomerValue.Price, Day(2), Day(1)).Error.Should().Be(AdviceErrors.InFuture);
        Given().Regret(null, Day(-1), Day(1)).Error.Should().Be(AdviceErrors.BeforeGiven);
    }

    private static GivenAdvice Given() => new()
    {
        MerchantId = Id(90),
        Id = Id(91),
        CustomerId = Id(1),
        Products = [new AdvisedProduct(Cup.Id, "P6", "Cup", null, 0.8, 0), new AdvisedProduct(Plate.Id, "P7", "Plate", null, 0.9, 1)],
        GivenAt = Day(0),
        Channel = ContactChannel.Staff,
        Cause = $"hand:{Id(91)}",
    };
}
