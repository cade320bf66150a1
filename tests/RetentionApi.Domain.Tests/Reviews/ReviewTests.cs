using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Relationships;
using RetentionApi.Domain.Reviews;

namespace RetentionApi.Domain.Tests.Reviews;

public sealed class ReviewTests
{
    private static readonly DateTimeZone Shanghai = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];

    private static readonly Instant Now = Instant.FromUtc(2026, 4, 1, 2, 0);

    private static readonly LocalDate Today = new(2026, 4, 1);

    private static readonly Guid Li = Ids.New(Now);

    private static readonly ReviewGoal InWords = new("Nobody waits for samples.", null, null, null, null), Fewer = new("Fewer leave.", ReviewMeasure.Lost, 3, null, null);

    [Fact]
    public void Each_stage_asks_for_something_before_the_next_begins()
    {
        var review = Opened();

        review.Advance(ReviewStage.Maintain).Error.Should().Be(ReviewErrors.LearntMissing);
        review.Change("Call, do not write.", []).IsOk.Should().BeTrue();
        review.Advance(ReviewStage.Maintain).Value.Stage.Should().Be(ReviewStage.Maintain);
        review.Advance(ReviewStage.Improve).Error.Should().Be(ReviewErrors.GoalMissing);
        review.Change("Call, do not write.", [InWords]).IsOk.Should().BeTrue();
        review.Advance(ReviewStage.Improve).Value.Stage.Should().Be(ReviewStage.Improve);
        review.Decide(1, Shanghai, Now).Error.Should().Be(ReviewErrors.ImprovementMissing);
        Suggest(review).IsOk.Should().BeTrue();
        review.Decide(1, Shanghai, Now).IsOk.Should().BeTrue();
        (review.Stage, review.DecidedAt, review.Version).Should().Be((ReviewStage.Evaluate, Now, 7));
    }

    [Theory]
    [InlineData(ReviewStage.Establish)]
    [InlineData(ReviewStage.Improve)]
    public void No_stage_is_left_out_or_gone_back_to(ReviewStage to) => Opened().Advance(to).Error!.Code.Should().Be("review.wrong_stage");

    [Fact]
    public void A_decision_makes_one_duty_of_each_line_that_was_not_dropped()
    {
        var review = Listed("one", "two", "three");
        review.Drop(review.Improvements[1].Id, null, "Too dear.", null, Now).IsOk.Should().BeTrue();

        var duties = review.Decide(7, Shanghai, Now).Value;

        duties.Select(d => (d.Kind, d.CustomerId, d.Cause, d.Step, d.OwnerId, d.Note, d.Status, d.PolicyVersion)).Should().Equal(
            (FollowUpKind.Improvement, Guid.Empty, $"review:{review.Id}", 1, Li, "one", FollowUpStatus.Due, 7), (FollowUpKind.Improvement, Guid.Empty, $"review:{review.Id}", 2, Li, "three", FollowUpStatus.Due, 7));
        duties.Select(d => d.Deadline).Should().AllBeEquivalentTo(Instant.FromUtc(2026, 4, 15, 16, 0), "the day ends by the merchant's clock");
        review.Improvements.Select(i => (i.Status, i.FollowUpId)).Should().Equal((ImprovementStatus.Owed, duties[0].Id), (ImprovementStatus.Dropped, null), (ImprovementStatus.Owed, duties[1].Id));
        Suggest(review).Error.Should().Be(ReviewErrors.Decided);
    }

    [Fact]
    public void What_was_to_be_done_by_now_is_not_decided()
    {
        var review = Listed("one");

        review.Decide(1, Shanghai, Now + Duration.FromDays(15)).Error!.Code.Should().Be("improvement.overdue");
        review.Improvements.Single().Status.Should().Be(ImprovementStatus.Suggested);
    }

    [Fact]
    public void It_is_done_with_its_duty_and_only_once()
    {
        var (review, duty) = Decided();
        var (line, done) = (review.Improvements.Single().Id, Now + Duration.FromDays(3));

        duty.Complete(FollowUpOutcome.Answered, [], Li, done, done).Error.Should().Be(FollowUpErrors.UseSubject);
        review.Complete(line, duty, null, Li, Now - Duration.FromDays(1), done).Error.Should().Be(FollowUpErrors.ActedTooEarly);
        review.Complete(line, duty, " Li calls. ", Li, done, done).IsOk.Should().BeTrue();

        (duty.IsDoneInTime, duty.CompletedAt).Should().Be((true, done));
        review.Improvements.Single().Should().Match<Improvement>(i => i.Status == ImprovementStatus.Done && i.EndedAt == done && i.Note == "Li calls.");
        review.Complete(line, null, null, Li, done, done).Error!.Code.Should().Be("improvement.already_done");
        review.Drop(line, null, "Why?", Li, done).Error!.Code.Should().Be("improvement.already_done");
    }

    [Fact]
    public void What_is_owed_is_dropped_with_a_reason_and_counts_as_not_done()
    {
        var (review, duty) = Decided();
        var line = review.Improvements.Single().Id;

        review.Drop(line, duty, " ", Li, Now).Error.Should().Be(ReviewErrors.ReasonRequired);
        review.Drop(line, duty, "The supplier does it.", Li, Now).IsOk.Should().BeTrue();

        (duty.Status, duty.SkipReason).Should().Be((FollowUpStatus.Skipped, "The supplier does it."));
        review.Complete(line, null, null, Li, Now, Now).Error!.Code.Should().Be("improvement.already_dropped");
    }

    [Fact]
    public void A_duty_that_is_closed_on_the_work_list_drops_its_line()
    {
        var (review, duty) = Decided();

        review.GiveUp(duty.Id, "No.", Now);

        review.Improvements.Single().Should().Match<Improvement>(i => i.Status == ImprovementStatus.Dropped && i.Note == "No.");
    }

    [Fact]
    public void Before_the_decision_nothing_is_owed_and_whether_a_goal_is_reached_is_not_told()
    {
        var review = Listed("one");

        review.Complete(review.Improvements.Single().Id, null, null, Li, Now, Now).Error!.Code.Should().Be("improvement.not_decided");
        review.Complete(Ids.New(Now), null, null, Li, Now, Now).Error.Should().Be(ReviewErrors.ImprovementNotFound);
        review.Change("x", [InWords with { Reached = true }]).Error!.Fields!.Single().Pointer.Should().Be("/goals/0/reached");
    }

    [Fact]
    public void After_the_decision_goals_stay_and_it_is_told_of_those_in_words()
    {
        var (review, _) = Decided();

        review.Change("x", [InWords]).Error.Should().Be(ReviewErrors.GoalsDecided);
        review.Change("x", [InWords, Fewer with { Reached = true }]).Error!.Code.Should().Be("review.reached_not_told");
        review.Change("x", [InWords with { Reached = true }, Fewer]).IsOk.Should().BeTrue();
    }

    [Fact]
    public void It_closes_when_all_is_done_and_known()
    {
        var (review, duty) = Decided();

        review.Close(Figures(lost: 3), Now).Error.Should().Be(ReviewErrors.ImprovementsOpen);
        review.Complete(review.Improvements.Single().Id, duty, null, Li, Now, Now).IsOk.Should().BeTrue();
        review.Close(Figures(lost: 3), Now).Error.Should().Be(ReviewErrors.GoalsOpen);
        review.Change("x", [InWords with { Reached = false }, Fewer]).IsOk.Should().BeTrue();
        review.Close(next: null, Now).Error.Should().Be(ReviewErrors.GoalsOpen, "the next quarter is not reviewed yet");
        review.Close(Figures(lost: 3), Now).IsOk.Should().BeTrue();

        review.Goals.Select(g => (g.Value, g.Reached)).Should().Equal((null, false), (3m, true));
        (review.Stage, review.ClosedAt).Should().Be((ReviewStage.Closed, Now));
        review.Change("y", review.Goals).Error.Should().Be(ReviewErrors.Closed);
        review.Close(Figures(lost: 3), Now).Error.Should().Be(ReviewErrors.Closed);
    }

    [Theory]
    [InlineData(ReviewMeasure.Lost, 3, true)]
    [InlineData(ReviewMeasure.Lost, 2, false)]
    [InlineData(ReviewMeasure.Fallen, 1, false)]
    [InlineData(ReviewMeasure.Risen, 5, true)]
    [InlineData(ReviewMeasure.Risen, 6, false)]
    [InlineData(ReviewMeasure.Responsible, 12, true)]
    [InlineData(ReviewMeasure.CognitiveTrust, 70, true)]
    [InlineData(ReviewMeasure.AffectiveTrust, 0, false)]
    public void A_figure_is_held_against_its_target_and_of_what_is_bad_less_is_better(ReviewMeasure measure, int target, bool isReached) =>
        new ReviewGoal("A goal.", measure, target, null, null).MeasuredBy(Figures(lost: 3)).Reached.Should().Be(isReached);

    [Fact]
    public void A_list_is_for_what_lies_ahead()
    {
        var review = Opened();

        review.Suggest("x", Li, Today.PlusDays(-1), Today, Now).Error.Should().Be(ReviewErrors.DueInPast);
        review.Suggest("x", Li, Today, Today, Now).IsOk.Should().BeTrue();
    }

    private static (Review Review, FollowUp Duty) Decided()
    {
        var review = Listed("one");
        return (review, review.Decide(1, Shanghai, Now).Value.Single());
    }

    private static Review Listed(params string[] lines)
    {
        var review = Opened();
        review.Change("Call, do not write.", [InWords, Fewer]).IsOk.Should().BeTrue();
        review.Advance(ReviewStage.Maintain).IsOk.Should().BeTrue();
        review.Advance(ReviewStage.Improve).IsOk.Should().BeTrue();
        foreach (var line in lines)
            Suggest(review, line).IsOk.Should().BeTrue();
        return review;
    }

    private static Result<Improvement> Suggest(Review review, string text = "one") => review.Suggest(text, Li, new LocalDate(2026, 4, 15), Today, Now);

    private static Review Opened() => new() { MerchantId = default, Id = Ids.New(Now), QuarterBegins = new LocalDate(2026, 1, 1), OpenedAt = Now, Figures = Figures(lost: 7) };

    private static ReviewFigures Figures(long lost) => new(
        30, 2, [new LevelFigure(Level.Basic, 18, 18), new LevelFigure(Level.Responsible, 8, 9), new LevelFigure(Level.Interactive, 2, 3)], 5, 2,
        [new TrustFigure(TrustLayer.Cognitive, 71.4m, 12), new TrustFigure(TrustLayer.Affective, null, 0)], lost, 1);
}
