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

        QualityRatings.Of(Customer(Delivered), ledger.FollowUps).Select(r => (r.ProductId, r.Rating, r.AnsweredAt))
            .Should().BeEquivalentTo([(Kettle.Id, 5, Day(9)), (Cup.Id, 4, Day(32))]);
    }

    [Fact]
    public void What_was_cancelled_says_nothing()
    {
        var ledger = Ledger.Of(Customer(Delivered), 1);
        ledger.Answer(ledger[FollowUpKind.QualityCheck], 9, 5, 2);

        QualityRatings.Of(Customer(Delivered with { Status = OrderStatus.Cancelled }), ledger.FollowUps).Should().BeEmpty();
    }
}
