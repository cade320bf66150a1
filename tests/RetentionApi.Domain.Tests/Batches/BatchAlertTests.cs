using NodaTime;
using RetentionApi.Domain.Batches;
using RetentionApi.Domain.Common;

namespace RetentionApi.Domain.Tests.Batches;

public sealed class BatchAlertTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 2, 2, 0);

    [Fact]
    public void It_is_decided_once()
    {
        var alert = Proposed();

        alert.Confirm(null, " Do not drink it. ", null, Now).Value.Should().Match<BatchAlert>(a => a.Status == BatchAlertStatus.Confirmed && a.ToBuyers == "Do not drink it.");

        alert.Dismiss("a mistake", 3, null, Now).Error!.Code.Should().Be("batch_alert.decided");
        alert.Confirm(null, null, null, Now).Error!.Code.Should().Be("batch_alert.decided");
    }

    [Fact]
    public void Who_dismisses_it_says_why()
    {
        Proposed().Dismiss(" ", 3, null, Now).Error.Should().Be(BatchAlertErrors.ReasonRequired);

        Proposed().Dismiss("It rained.", 3, null, Now).Value.Should().Match<BatchAlert>(a => a.Status == BatchAlertStatus.Dismissed && a.DismissedDefects == 3 && a.Version == 2);
    }

    [Fact]
    public void By_hand_it_is_decided_from_the_start() =>
        BatchAlert.ByHand(Guid.Empty, Guid.Empty, "B-1", "recall", null, null, Now).Should().Match<BatchAlert>(a => a.Status == BatchAlertStatus.Confirmed && a.Deadline == null);

    private static BatchAlert Proposed() => new()
    {
        MerchantId = Guid.Empty,
        Id = Ids.New(Now),
        ProductId = Guid.Empty,
        Batch = "B-1",
        Origin = BatchAlertOrigin.ByRule,
        ProposedAt = Now,
    };
}
