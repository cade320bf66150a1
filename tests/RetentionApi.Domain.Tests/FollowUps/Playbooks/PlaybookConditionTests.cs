using RetentionApi.Domain.Common;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps.Playbooks;
using RetentionApi.Domain.Orders;
using RetentionApi.Domain.Relationships;
using static RetentionApi.Domain.FollowUps.Playbooks.ConditionKind;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.FollowUps.Playbooks;

public sealed class PlaybookConditionTests
{
    private static readonly Order First = Order(1, day: 0, [Kettle]), Second = Order(2, day: 5, [Cup, Tea]);

    private static readonly CustomerRecord Ann = Customer(First, Second, Enquiry(8, day: 6, Lamp)) with
    {
        Tags = ["vip"],
        Language = "zh-CN",
        KnownLevel = Level.Proactive,
        KnownRiskBand = "high",
    };

    public static TheoryData<PlaybookCondition, string, bool> Cases => new()
    {
        { OfAtLeast(90, "CNY"), FactKey.Order(First.Id), true },
        { OfAtLeast(90.01m, "CNY"), FactKey.Order(First.Id), false },
        { OfAtLeast(1, "EUR"), FactKey.Order(First.Id), false },
        { In(ProductCategoryIn, "tea", "jewels"), FactKey.Order(Second.Id), true },
        { In(ProductCategoryIn, "tea"), FactKey.OrderLine(Line(2, 1)), true },
        { In(ProductCategoryIn, "tea"), FactKey.Order(First.Id), false },
        { In(ProductCategoryIn, "lamps"), FactKey.Interaction(Id(8)), true },
        { In(OrderSourceIn, "web"), FactKey.Order(First.Id), true },
        { In(OrderSourceIn, "pos"), FactKey.Order(First.Id), false },
        { new PlaybookCondition(FirstOrderOnly), FactKey.Order(First.Id), true },
        { new PlaybookCondition(FirstOrderOnly), FactKey.Order(Second.Id), false },
        { new PlaybookCondition(FirstOrderOnly), FactKey.Customer(Id(1)), false },
        { In(CustomerTagIn, "new", "vip"), FactKey.Customer(Id(1)), true },
        { In(CustomerTagNotIn, "vip"), FactKey.Customer(Id(1)), false },
        { In(CustomerTagNotIn, "wholesale"), FactKey.Customer(Id(1)), true },
        { In(LanguageIn, "zh"), FactKey.Customer(Id(1)), true },
        { In(LanguageIn, "zh-TW", "en"), FactKey.Customer(Id(1)), false },
        { In(LevelIn, "proactive"), FactKey.Customer(Id(1)), true },
        { In(LevelIn, "basic"), FactKey.Customer(Id(1)), false },
        { In(RiskBandIn, "high", "lost"), FactKey.Customer(Id(1)), true },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_condition_looks_at_the_fact_and_the_customer(PlaybookCondition condition, string cause, bool holds)
    {
        condition.Holds(new DutySubject(Ann, cause, [])).Should().Be(holds);
        ExplanationCatalogue.Render(condition.Explain(), "en", NodaTime.DateTimeZone.Utc).Should().NotContain("{");
    }

    [Fact]
    public void Of_an_order_only_the_lines_that_the_duty_is_about_count()
    {
        var about = new DutySubject(Ann, FactKey.Customer(Id(1)), [Line(2, 1)]);

        In(ProductCategoryIn, "cups").Holds(about).Should().BeTrue();
        In(ProductCategoryIn, "tea").Holds(about).Should().BeFalse();
    }

    [Fact]
    public void Who_has_no_language_speaks_none() =>
        In(LanguageIn, "en").Holds(new DutySubject(Ann with { Language = null }, FactKey.Customer(Id(1)), [])).Should().BeFalse();

    private static PlaybookCondition In(ConditionKind kind, params string[] values) => new(kind, values);

    private static PlaybookCondition OfAtLeast(decimal amount, string currency) => new(OrderTotalAtLeast, Amount: Money.Of(amount, currency).Value);
}
