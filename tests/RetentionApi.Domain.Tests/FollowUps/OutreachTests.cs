using NodaTime;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Merchants;

namespace RetentionApi.Domain.Tests.FollowUps;

public sealed class OutreachTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 10, 2, 0);

    private static readonly DutyRules Rules = new(Policy.Default, BusinessCalendar.Create(DateTimeZone.Utc, BusinessHours.Default, []).Value);

    private static readonly ContactPoint Mail = new(ContactChannel.Email, "ann@example.com", SurveyConsent: true, MarketingConsent: false);

    [Theory]
    [InlineData(2, null)]
    [InlineData(3, 4)]
    [InlineData(5, 4)]
    public void A_survey_waits_until_fewer_than_three_lie_within_a_week(int handedOver, int? waitsDays)
    {
        // one a day, the newest yesterday
        Instant[] lately = [.. Enumerable.Range(1, handedOver).Select(days => Now - Duration.FromDays(days))];

        var outreach = For(FollowUpKind.QualityCheck, lately);

        outreach.HeldUntil.Should().Be(waitsDays is { } days ? Now + Duration.FromDays(days) : null);
        outreach.Because.Should().Be(waitsDays is null ? null : HoldReason.Cap);
    }

    [Fact]
    public void What_is_a_week_old_counts_no_more()
    {
        var old = Now - Duration.FromDays(7);

        For(FollowUpKind.QualityCheck, [old, old, old]).To.Should().Be(Mail);
    }

    [Fact]
    public void A_service_message_knows_quiet_hours_and_no_cap()
    {
        Instant[] many = [.. Enumerable.Repeat(Now - Duration.FromHours(1), 9)];

        For(FollowUpKind.Welcome, many).To.Should().Be(Mail);
        For(FollowUpKind.Welcome, many, quietFor: Duration.FromHours(3)).Should().Be(new Outreach(null, Now + Duration.FromHours(3), HoldReason.QuietHours, null));
    }

    [Fact]
    public void Each_hold_moves_the_deadline_by_what_it_takes()
    {
        var duty = Duty(FollowUpKind.Welcome, ContactChannel.Email);

        new Outreach(null, Now + Duration.FromHours(3), HoldReason.QuietHours, null).ApplyTo(duty, Now);

        (duty.Status, duty.DueAt, duty.Deadline, duty.HeldFor).Should()
            .Be((FollowUpStatus.Scheduled, Now + Duration.FromHours(3), Now + Duration.FromHours(27), Duration.FromHours(3)));
    }

    [Fact]
    public void While_a_case_is_open_surveys_wait_a_day_at_a_time_and_service_does_not()
    {
        var open = new OpenMatters(HasCase: true, null);

        For(FollowUpKind.QualityCheck, [], open: open).Should().Be(new Outreach(null, Now + Duration.FromDays(1), HoldReason.CaseOpen, null));
        For(FollowUpKind.Welcome, [], open: open).To.Should().Be(Mail);
    }

    [Theory]
    [InlineData(MessageClass.Marketing, 0, 24.0)]
    [InlineData(MessageClass.Marketing, 13.5, 12.0)]
    [InlineData(MessageClass.Marketing, 14, null)]
    [InlineData(MessageClass.Survey, 0, null)]
    [InlineData(MessageClass.Service, 0, null)]
    public void An_open_return_holds_marketing_for_a_fortnight_at_most(MessageClass message, double daysAgo, double? hours)
    {
        var hold = new OpenMatters(HasCase: false, Now - Duration.FromDays(daysAgo)).Holds(message, Policy.Default.Cases, Now);

        hold.Should().Be(hours is { } held ? (Now + Duration.FromHours(held), HoldReason.ReturnOpen) : null);
    }

    [Fact]
    public void An_alert_that_is_not_answered_holds_marketing_for_a_fortnight_at_most()
    {
        var open = new OpenMatters(HasCase: false, null, AlertedAt: Now - Duration.FromDays(13.5));

        open.Holds(MessageClass.Marketing, Policy.Default.Cases, Now).Should().Be((Now + Duration.FromHours(12), HoldReason.AlertOpen));
        open.Holds(MessageClass.Survey, Policy.Default.Cases, Now).Should().BeNull();
        open.Holds(MessageClass.Marketing, Policy.Default.Cases, Now + Duration.FromHours(12)).Should().BeNull();
    }

    [Fact]
    public void A_recall_wakes_people_up() => For(FollowUpKind.BatchAlert, [], quietFor: Duration.FromHours(3)).To.Should().Be(Mail);

    [Theory]
    [InlineData(FollowUpKind.Replenish, CancellationCause.NotPermitted)]
    [InlineData(FollowUpKind.QualityCheck, null)]
    public void What_is_not_allowed_is_not_owed(FollowUpKind kind, CancellationCause? cancelled) => For(kind, []).Cancelled.Should().Be(cancelled);

    [Fact]
    public void A_duty_of_staff_waits_for_nobody() =>
        Outreach.For(Duty(FollowUpKind.QualityCheck, ContactChannel.Staff), Record, [], default, at => at + Duration.FromHours(9), Rules, Now).Should().Be(Outreach.ByStaff);

    [Theory]
    [InlineData(MessageClass.Reply, null)]
    [InlineData(MessageClass.Service, null)]
    [InlineData(MessageClass.Survey, null)]
    [InlineData(MessageClass.Marketing, CancellationCause.NotPermitted)]
    public void What_was_handed_over_may_go_as_long_as_it_is_allowed(MessageClass message, CancellationCause? stop) => StopOf(message, Record).Should().Be(stop);

    [Fact]
    public void A_restriction_stops_whatever_was_handed_over() => StopOf(MessageClass.Reply, Record with { IsRestricted = true }).Should().Be(CancellationCause.Stopped);

    [Fact]
    public void An_objection_stops_what_serves_no_other_purpose()
    {
        var objecting = Record with { HasObjectedToMarketing = true };

        StopOf(MessageClass.Survey, objecting, Duty(FollowUpKind.QualityCheck, ContactChannel.Email)).Should().Be(CancellationCause.Stopped);
        StopOf(MessageClass.Survey, objecting).Should().Be(CancellationCause.NotPermitted);
        StopOf(MessageClass.Service, objecting, Duty(FollowUpKind.Warranty, ContactChannel.Email)).Should().BeNull();
    }

    [Fact]
    public void What_went_to_an_address_that_is_not_theirs_any_more_stops() =>
        StopOf(MessageClass.Reply, Record with { ContactPoints = [Mail with { Address = "new@example.com" }] }).Should().Be(CancellationCause.NoContact);

    private static CancellationCause? StopOf(MessageClass message, CustomerRecord record, FollowUp? duty = null) =>
        Outreach.StopOf(message, ContactChannel.Email, "Ann@Example.com", duty, record, Rules);

    private static readonly CustomerRecord Record = new() { CustomerId = Guid.Empty, FirstContactAt = Now, RecordedAt = Now, ContactPoints = [Mail] };

    private static Outreach For(FollowUpKind kind, Instant[] lately, Duration quietFor = default, OpenMatters open = default) =>
        Outreach.For(Duty(kind, ContactChannel.Email), Record, lately, open, at => at + quietFor, Rules, Now);

    private static FollowUp Duty(FollowUpKind kind, ContactChannel channel) => new()
    {
        MerchantId = Guid.Empty,
        Id = Guid.Empty,
        CustomerId = Guid.Empty,
        Kind = kind,
        Cause = "customer:0",
        Step = 1,
        PolicyVersion = 1,
        CreatedAt = Now,
        DueAt = Now,
        Deadline = Now + Duration.FromDays(1),
        Channel = channel,
    };
}
