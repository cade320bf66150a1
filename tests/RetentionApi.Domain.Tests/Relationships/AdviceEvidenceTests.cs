using RetentionApi.Domain.Customers;
using RetentionApi.Domain.Orders;
using RetentionApi.Domain.Relationships;
using RetentionApi.Domain.Tests.FollowUps;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.Relationships;

/// <summary>Advice that was recorded, taken and regretted.</summary>
public sealed class AdviceEvidenceTests
{
    [Theory]
    [InlineData(30, 1)]
    [InlineData(31, 0)]
    public void What_was_advised_and_bought_within_thirty_days_was_taken(double bought, int taken) =>
        Counting(Customer(Advice(7, 0, Cup, Kettle), Order(1, bought, [Cup])), EvidenceKind.AdviceTaken).Should().HaveCount(taken);

    [Fact]
    public void Another_product_of_the_category_was_not_advised() =>
        Counting(Customer(Advice(7, 0, Cup), Order(1, 2, [Plate])), EvidenceKind.AdviceTaken).Should().BeEmpty();

    [Fact]
    public void One_purchase_speaks_for_one_piece_of_advice()
    {
        Counting(Customer(Advice(7, 0, Cup), Advice(8, 1, Cup), Order(1, 2, [Cup])), EvidenceKind.AdviceTaken).Should().ContainSingle().Which.Source.Should().Be($"advice:{Id(7)}");
        Counting(Customer(Advice(7, 0, Cup), Advice(8, 1, Cup), Order(1, 2, [Cup, Cup])), EvidenceKind.AdviceTaken).Should().HaveCount(2);
    }

    [Fact]
    public void Recorded_advice_speaks_for_the_enquiry_that_asked_for_it()
    {
        var advice = Advice(7, 0.1, Cup) with { Cause = $"interaction:{Id(9)}" };

        var record = Customer(Enquiry(9, 0, Cup, wantsAdvice: true, answered: 0.1), advice, Order(1, 2, [Cup, Cup]));

        Counting(record, EvidenceKind.AdviceTaken).Should().ContainSingle().Which.Source.Should().Be($"advice:{Id(7)}");
    }

    [Fact]
    public void Accepted_is_taken_though_nothing_is_bought()
    {
        var record = Customer(Advice(7, 0, Cup, Plate) with { AcceptedAt = Day(1), AcceptedProductId = Plate.Id });

        Counting(record, EvidenceKind.AdviceTaken).Should().ContainSingle().Which.Should().Match<Evidence>(e => e.OccurredAt == Day(1) && e.ProductId == Plate.Id);
    }

    [Fact]
    public void What_is_bought_after_it_was_accepted_says_it_no_second_time()
    {
        var accepted = Advice(7, 0, Cup) with { AcceptedAt = Day(1), AcceptedProductId = Cup.Id };
        var ledger = Ledger.Of(Customer(accepted), 1).Derive(Customer(accepted, Order(1, 2, [Cup])), 2);

        ledger.Evidence.Where(e => e.Kind == EvidenceKind.AdviceTaken).Should().ContainSingle().Which.WithdrawnAt.Should().BeNull();
    }

    [Theory]
    [InlineData(ReturnReason.Unsuitable)]
    [InlineData(ReturnReason.ChangedMind)]
    public void What_was_bought_on_advice_and_sent_back_was_regretted(ReturnReason reason) =>
        Counting(Customer(Advice(7, 0, Cup), Order(1, 2, [Cup], delivered: 3).Returned(5, reason, 1)), EvidenceKind.AdviceRegretted)
            .Should().ContainSingle().Which.OccurredAt.Should().Be(Day(5));

    [Fact]
    public void Told_and_sent_back_is_one_regret()
    {
        var advice = Advice(7, 0, Cup) with { RegrettedAt = Day(4) };

        Counting(Customer(advice, Order(1, 2, [Cup], delivered: 3).Returned(5, ReturnReason.ChangedMind, 1)), EvidenceKind.AdviceRegretted)
            .Should().ContainSingle().Which.Source.Should().Be($"advice:{Id(7)}");
    }

    private static IEnumerable<Evidence> Counting(CustomerRecord record, EvidenceKind kind) => Ledger.Of(record, 60).Counting.Where(e => e.Kind == kind);
}
