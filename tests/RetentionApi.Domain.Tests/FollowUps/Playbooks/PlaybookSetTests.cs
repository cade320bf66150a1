using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.FollowUps.Playbooks;
using RetentionApi.Domain.Merchants;

namespace RetentionApi.Domain.Tests.FollowUps.Playbooks;

public sealed class PlaybookSetTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 2, 2, 0);
    private static readonly Guid Id = new(7, 0, 0, new byte[8]);

    [Fact]
    public void Where_two_books_make_duties_of_one_kind_each_follows_that_of_its_fact()
    {
        BookOf(FollowUpKind.OrderFacts, FactKey.Order(Id)).Should().Be(PlaybookTrigger.OrderOfProductWithFacts);
        BookOf(FollowUpKind.OrderFacts, FactKey.Interaction(Id)).Should().Be(PlaybookTrigger.EnquiryAboutFinalSale);
        BookOf(FollowUpKind.BestValue, FactKey.Interaction(Id)).Should().Be(PlaybookTrigger.AdviceEnquiry);
        BookOf(FollowUpKind.BestValue, FactKey.Visit(Id)).Should().Be(PlaybookTrigger.RepeatedVisits);
    }

    private static PlaybookTrigger? BookOf(FollowUpKind kind, string cause) => DefaultPlaybooks.Of(Policy.Default).BookOf(new FollowUp
    {
        MerchantId = Id,
        Id = Id,
        CustomerId = Id,
        Kind = kind,
        Cause = cause,
        Step = 1,
        PolicyVersion = 1,
        CreatedAt = Now,
        DueAt = Now,
        Deadline = Now,
        Channel = ContactChannel.Email,
    })?.Trigger;
}
