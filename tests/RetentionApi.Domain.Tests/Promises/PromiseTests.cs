using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Promises;
using static RetentionApi.Domain.Tests.FollowUps.Facts;

namespace RetentionApi.Domain.Tests.Promises;

public sealed class PromiseTests
{
    private readonly Promise promise = Promise.Make(new NewPromise(Guid.Empty, Id(3), Id(1), "hand:1", "A sample.", Day(0), Day(3)), Day(0));

    [Fact]
    public void It_comes_up_the_day_before_and_is_owed_until_its_time()
    {
        var duty = Duty();

        (duty.DueAt, duty.Deadline, duty.Status).Should().Be((Day(2), Day(3), FollowUpStatus.Scheduled));
    }

    [Fact]
    public void Kept_in_time_ends_its_duty_in_time_whenever_it_is_reported()
    {
        var duty = Duty();

        promise.Keep(duty, null, Day(2.5), null, Day(4)).IsOk.Should().BeTrue();

        (promise.Status, duty.IsDoneInTime).Should().Be((PromiseStatus.Kept, true));
        promise.Break(null, "late", Day(4)).Error!.Code.Should().Be("promise.already_kept");
    }

    [Fact]
    public void After_its_time_it_cannot_be_kept_any_more() => promise.Keep(Duty(), null, Day(3.1), null, Day(4)).Error.Should().Be(PromiseErrors.KeptTooLate);

    [Fact]
    public void Only_what_was_broken_is_made_good_and_that_ends_its_duty()
    {
        var duty = Duty();
        promise.Repair(duty, RepairMeans.Told, null, "Called.", Day(1)).Error.Should().Be(PromiseErrors.NotBroken);

        promise.Break(null, "Sold out.", Day(1));
        promise.Repair(duty, RepairMeans.Told, null, "Called.", Day(2)).IsOk.Should().BeTrue();

        (promise.Status, promise.BrokenAt, duty.Status).Should().Be((PromiseStatus.Repaired, Day(1), FollowUpStatus.Done));
    }

    [Fact]
    public void Another_date_is_another_promise_and_the_first_is_owed_no_more()
    {
        var duty = Duty();

        var successor = promise.Renegotiate(Id(4), duty, Day(9), "Fine with her.", null, Day(1)).Value;

        (promise.Status, promise.ReplacedBy, promise.Note, duty.Status).Should().Be((PromiseStatus.Renegotiated, Id(4), "Fine with her.", FollowUpStatus.Cancelled));
        (successor.What, successor.DueAt, successor.Status).Should().Be(("A sample.", Day(9), PromiseStatus.Open));
        promise.Renegotiate(Id(5), null, Day(10), "again", null, Day(1)).Error!.Code.Should().Be("promise.already_renegotiated");
    }

    [Fact]
    public void A_new_date_lies_ahead() => promise.Renegotiate(Id(4), null, Day(1), "yes", null, Day(1)).Error.Should().Be(PromiseErrors.DueInPast);

    private FollowUp Duty() => promise.Duty(null, Rules, Day(0))!;
}
