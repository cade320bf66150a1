using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.FollowUps.Guides;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.FollowUps.Guides;

public sealed class RecognitionTests
{
    [Fact]
    public void Of_whom_nothing_is_known_it_is_that_they_are_in_touch() => Codes(Customer()).Should().Equal("recognition.inTouch");

    [Fact]
    public void A_buyer_is_recognised_by_what_they_bought_last()
    {
        var facts = Recognition.Of(Customer(Order(1, 1, [Kettle]), Order(2, 9, [Tea])), [], Day(10));

        facts.Select(f => f.Code).Should().Equal("recognition.loyal", "recognition.bought", "recognition.inTouch");
        (facts[0].Params["orders"], facts[1].Params["product"], facts[1].Params["on"]).Should().Be((2, Tea.Name, Day(9)));
    }

    [Fact]
    public void What_they_said_last_comes_first()
    {
        var check = Check(rating: 3);

        var facts = Recognition.Of(Customer(Order(1, 1, [Kettle])), [check], Day(20));

        (facts[0].Code, facts[0].Params["rating"], facts[0].Params["product"]).Should().Be(("recognition.rated", 3, Kettle.Name));
    }

    [Fact]
    public void Nothing_is_said_of_orders_that_were_paid_back_or_lie_ahead()
    {
        var chargedBack = Order(1, 1, [Kettle]) with { Payment = Domain.Orders.PaymentStatus.ChargedBack };

        Codes(Customer(chargedBack, Order(2, 50, [Tea]))).Should().Equal("recognition.inTouch");
    }

    [Fact]
    public void Who_only_asked_is_recognised_by_that() => Codes(Customer(Enquiry(7, 2, Tea))).Should().Equal("recognition.asked", "recognition.inTouch");

    private static IEnumerable<string> Codes(CustomerRecord record) => Recognition.Of(record, [], Day(10)).Select(f => f.Code);

    private static FollowUp Check(int rating) => new()
    {
        MerchantId = Guid.Empty,
        Id = Id(77),
        CustomerId = Id(1),
        Kind = FollowUpKind.QualityCheck,
        Cause = "order:1",
        Step = 1,
        PolicyVersion = 1,
        CreatedAt = Day(8),
        DueAt = Day(8),
        Deadline = Day(15),
        Channel = ContactChannel.Staff,
        Status = FollowUpStatus.Done,
        Outcome = FollowUpOutcome.Answered,
        AnsweredAt = Day(9),
        Answers = [new LineAnswer(Line(1, 1), rating, null)],
    };
}
