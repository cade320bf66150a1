using RetentionApi.Domain.Cooperation;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Orders;
using RetentionApi.Domain.Tests.FollowUps;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.Cooperation;

public sealed class QualityRatingsTests
{
    private static readonly Order Delivered = Order(1, 0, [Kettle, Cup], delivered: 1);

    [Fact]
    public void Each_line_has_its_newest_answer()
    {
        var ledger = Ledger.Of(Customer(Delivered), 1);
        ledger.Answer(ledger[FollowUpKind.QualityCheck], 9, 5, 2).Derive(Customer(Delivered), 9);
        var second = ledger[FollowUpKind.QualityCheck, step: 2];

        ledger.Answer(second, 32, 4);

        QualityRatings.Of(Customer(Delivered), ledger.FollowUps, Rules.Policy.Duties).Select(r => (r.ProductId, r.Rating, r.AnsweredAt))
            .Should().BeEquivalentTo([(Kettle.Id, 5, Day(9)), (Cup.Id, 4, Day(32))]);
    }

    [Fact]
    public void What_was_cancelled_says_nothing()
    {
        var ledger = Ledger.Of(Customer(Delivered), 1);
        ledger.Answer(ledger[FollowUpKind.QualityCheck], 9, 5, 2);

        QualityRatings.Of(Customer(Delivered with { Status = OrderStatus.Cancelled }), ledger.FollowUps, Rules.Policy.Duties).Should().BeEmpty();
    }

    [Theory]
    [InlineData(5, false, QualityVerdict.Sound)]
    [InlineData(3, false, null)]
    [InlineData(2, false, QualityVerdict.Defect)]
    [InlineData(5, true, QualityVerdict.Defect)]
    [InlineData(null, true, QualityVerdict.Defect)]
    public void A_line_is_sound_or_a_defect_or_neither(int? rating, bool cameBack, QualityVerdict? verdict)
    {
        var ledger = Ledger.Of(Customer(Delivered), 1);
        if (rating is { } said)
            ledger.Answer(ledger[FollowUpKind.QualityCheck], 9, said);

        var order = cameBack ? Delivered.Returned(10, ReturnReason.NotAsDescribed, 1) : Delivered;

        QualityRatings.Of(Customer(order), ledger.FollowUps, Rules.Policy.Duties).Should().ContainSingle()
            .Which.Should().Match<QualityRating>(r => r.OrderLineId == Line(1, 1) && r.Rating == rating && r.Verdict == verdict);
    }

    [Fact]
    public void What_came_back_for_another_reason_says_nothing() =>
        QualityRatings.Of(Customer(Delivered.Returned(10, ReturnReason.ChangedMind, 1)), [], Rules.Policy.Duties).Should().BeEmpty();
}
