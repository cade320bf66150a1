using System.Net;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Interactions;
using RetentionApi.Domain.Merchants;
using RetentionApi.Domain.Relationships;
using RetentionApi.Merchants;
using RetentionApi.Relationships;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Relationships;

public sealed class CustomerDerivationTests(TestService service) : IClassFixture<TestService>
{
    private static readonly Guid Ann = Guid.CreateVersion7(), First = Guid.CreateVersion7(), Second = Guid.CreateVersion7();

    private static readonly Instant Monday = Instant.FromUtc(2026, 1, 5, 10, 0);

    private static readonly MerchantSettings Settings = new(
        Guid.Empty, "Shop", DateTimeZone.Utc, "en", "CNY", null, null!, [], new DutyRules(Policy.Default, BusinessCalendar.Create(DateTimeZone.Utc, BusinessHours.Default, []).Value));

    [Fact]
    public void A_repair_is_about_the_rung_that_bars_and_never_about_a_missed_welcome()
    {
        var record = new CustomerRecord
        {
            CustomerId = Ann,
            FirstContactAt = Monday,
            RecordedAt = Monday,
            Interactions = [Enquiry(First, Monday, answeredAt: Monday + Duration.FromHours(1)), Enquiry(Second, Monday + Duration.FromDays(1), answeredAt: null)],
        };
        FollowUp[] missed = [Missed(FollowUpKind.Welcome, FactKey.Customer(Ann), Monday), Missed(FollowUpKind.Answer, FactKey.Interaction(Second), Monday + Duration.FromDays(1))];

        var derived = CustomerDerivation.Of(new CustomerFacts([Ann], record, missed, [], [], null), Settings, Monday + Duration.FromDays(3));

        derived.Assessment.Rungs[0].State.Should().Be(RungState.Unmet);
        derived.Opened.Single(f => f.Kind is FollowUpKind.Repair).Level.Should().Be(Level.Proactive);
    }

    [Fact]
    public async Task Who_told_what_they_like_has_shared_something()
    {
        var shop = await service.NewMerchantAsync();
        var customer = (await shop.Client.PostAsync("/v1/customers", new { source = "pos", externalId = "1" }).JsonAsync(HttpStatusCode.Created)).Text("id");

        await shop.Client.PatchAsync($"/v1/customers/{customer}", """{"preferences":{"tea":"green"}}""", "*").JsonAsync();
        await service.DispatchAsync(shop);

        (await shop.Client.GetAsync($"/v1/customers/{customer}/trust").JsonAsync()).Text("stage").Should().Be("sharing");
    }

    [Fact]
    public void What_was_sent_back_was_delivered_all_the_same()
    {
        var order = new Domain.Orders.Order
        {
            Id = First,
            Source = "web",
            PlacedAt = Monday,
            RecordedAt = Monday,
            Currency = "CNY",
            Lines = [new Domain.Orders.OrderLine(Second, 1, null, 1, 10, null)],
            Returns = [new Domain.Orders.Return(Ann, Monday + Duration.FromDays(9), Domain.Orders.ReturnReason.Fault, [new Domain.Orders.ReturnedLine(1, 1)], 10)],
        };
        var record = new CustomerRecord { CustomerId = Ann, FirstContactAt = Monday, RecordedAt = Monday, Orders = [order] };

        var derived = CustomerDerivation.Of(new CustomerFacts([Ann], record, [], [], [], null), Settings, Monday + Duration.FromDays(10));

        derived.Trust.Stage.Should().Be(TrustStage.Verifying);
    }

    private static Interaction Enquiry(Guid id, Instant at, Instant? answeredAt) => new()
    {
        Id = id,
        Kind = InteractionKind.Enquiry,
        Direction = Direction.Inbound,
        OccurredAt = at,
        RecordedAt = at,
        ProductId = Ann,
        AnsweredAt = answeredAt,
    };

    private static FollowUp Missed(FollowUpKind kind, string cause, Instant at) => new()
    {
        MerchantId = Guid.Empty,
        Id = Guid.CreateVersion7(),
        CustomerId = Ann,
        Kind = kind,
        Cause = cause,
        Step = 1,
        PolicyVersion = 1,
        CreatedAt = at,
        DueAt = at,
        Deadline = at + Duration.FromHours(24),
        MissedAt = at + Duration.FromHours(24),
        Status = FollowUpStatus.Missed,
        Channel = ContactChannel.Staff,
    };
}
